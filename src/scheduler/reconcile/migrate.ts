import type { Allocation } from "../../model/allocation.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { allocationText } from "../descriptions.js";
import type { AllocationSet } from "./allocationSet.js";
import { inIndexOrder } from "./allocationSet.js";
import { replacement } from "./candidates.js";
import type { GroupOutcome } from "./outcome.js";

/**
 * Moves marked allocations to other nodes, even while the deployment is paused, failed or waits. A batch allocation that
 * is rescheduled by policy, or whose node only drains, is stopped without a replacement. Spec 01 §5 step 26.
 *
 * @param followupIds Of allocations that are rescheduled later: the evaluation they wait for.
 */
export function migrateAllocations(
  outcome: GroupOutcome,
  group: TaskGroup,
  migrate: AllocationSet,
  canarying: boolean,
  followupIds: ReadonlyMap<string, string>,
): void {
  outcome.counters.migrate += migrate.length;
  for (const allocation of inIndexOrder(migrate)) {
    outcome.stops.push({
      allocation,
      description: allocationText.migrating,
      followupEvaluationId: followupIds.get(allocation.id),
    });
    if (!stopsWithoutReplacement(allocation)) outcome.placements.push(replacement(allocation, group, canarying, false));
  }
}

function stopsWithoutReplacement({ job, desiredTransition }: Allocation): boolean {
  if (job.type !== "batch") return false;
  return desiredTransition.reschedule === true || desiredTransition.migrateDisablePlacement === true;
}
