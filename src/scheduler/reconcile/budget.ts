import { isHealthy, isUnhealthy } from "../../model/allocation.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { updateBlockEmpty } from "../../model/update.js";
import type { AllocationSet } from "./allocationSet.js";
import type { Rollout } from "./rollout.js";
import { mayProceed } from "./rollout.js";

/**
 * How many destructive updates a task group may start now, in allocations.
 *
 * Nothing while the deployment is paused, failed or waits for promotion, and nothing while one of its allocations is
 * unhealthy: a bad version must not spread. Otherwise `max_parallel` less those whose health is still open.
 * Spec 01 §5 step 21.
 *
 * @param idle Nothing is to be updated destructively or migrated.
 * @param canarying The group waits for promotion.
 */
export function destructiveBudget(
  group: TaskGroup,
  rollout: Rollout,
  untainted: AllocationSet,
  idle: boolean,
  canarying: boolean,
): number {
  if (updateBlockEmpty(group.update) || idle) return group.count;
  if (rollout.current === undefined) return group.update.maxParallel;
  if (!mayProceed(rollout, canarying)) return 0;
  let budget = group.update.maxParallel;
  for (const allocation of untainted) {
    if (allocation.deploymentId !== rollout.current.deployment.id) continue;
    if (isUnhealthy(allocation)) return 0;
    if (!isHealthy(allocation)) budget--;
  }
  return Math.max(0, budget);
}
