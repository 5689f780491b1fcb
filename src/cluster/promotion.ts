import { produce } from "immer";
import type { Allocation } from "../model/allocation.js";
import { isHealthy, terminal } from "../model/allocation.js";
import type { Deployment, DeploymentGroup } from "../model/deployment.js";
import { deploymentText, requiresPromotion } from "../model/deployment.js";
import { multiErrorText } from "../model/multiError.js";
import type { Result } from "../model/step.js";
import { refused } from "../model/step.js";
import type { Instant } from "../model/time.js";
import type { World } from "../model/world.js";
import { storeAllocation } from "./allocationWrites.js";
import { createEvaluation } from "./evaluations.js";
import { writeDeployment } from "./state/deployments.js";
import type { Transaction } from "./transaction.js";
import { watcherEvaluation } from "./watcherEvaluation.js";

/**
 * Promotes the canaries of all groups or of the named ones. Each needs as many healthy canaries alive as it desires, or
 * nothing happens at all; unknown names are ignored; groups without canaries are marked promoted too. Spec 02 §8.5.
 */
export function promote(
  tx: Transaction,
  deployment: Deployment,
  selection: "all" | readonly string[],
  why: string,
): Result {
  const selected = Object.entries(deployment.taskGroups).filter(
    ([name]) => selection === "all" || selection.includes(name),
  );
  const ready = new Map(selected.map(([name, group]) => [name, healthyCanaries(tx.world, group)]));
  const short = selected
    .filter(([name, group]) => (ready.get(name) ?? []).length < group.desiredCanaries)
    .map(([name, group]) => shortfall(name, group, ready.get(name) ?? []))
    .sort();
  if (short.length > 0) return refused(500, multiErrorText(short));

  const index = tx.nextIndex();
  const promoted: Deployment = {
    ...withPromoted(deployment, new Set(ready.keys()), tx.world.now),
    modifyIndex: index,
    // Neither the command line nor automatic promotion sends a time, so it is zero until the next change (02 §8.5 step 6).
    modifyTime: 0,
  };
  const complete = promoted.status === "running" && !requiresPromotion(promoted);
  writeDeployment(tx, complete ? { ...promoted, statusDescription: deploymentText.running } : promoted);
  const about = { namespace: deployment.namespace, jobId: deployment.jobId, deploymentId: deployment.id };
  tx.emit("deployment promoted", { ...about, why });
  const evaluation = watcherEvaluation(tx, deployment);
  createEvaluation(tx, evaluation, index, "Canaries were promoted: old allocations may be replaced now.");
  for (const canary of [...ready.values()].flat()) unmark(tx, canary, index);
  return { ok: true, evaluationId: evaluation.id, evalCreateIndex: index, deploymentModifyIndex: index, index };
}

/** Those alive now: the counter of healthy allocations may be higher (spec 02 §8.5 step 2). */
function healthyCanaries(world: World, group: DeploymentGroup): readonly Allocation[] {
  return group.placedCanaries.flatMap((id) => {
    const canary = world.allocations.get(id);
    return canary !== undefined && !terminal(canary) && isHealthy(canary) ? [canary] : [];
  });
}

function shortfall(name: string, group: DeploymentGroup, healthy: readonly Allocation[]): string {
  return `Task group "${name}" has ${healthy.length}/${group.desiredCanaries} healthy allocations`;
}

/** Marked as promoted, with the progress clock started anew where it runs. Spec 02 §5.3, §8.5 step 4. */
function withPromoted(deployment: Deployment, names: ReadonlySet<string>, now: Instant): Deployment {
  return produce(deployment, (draft) => {
    for (const [name, group] of Object.entries(draft.taskGroups)) {
      if (!names.has(name)) continue;
      group.promoted = true;
      const runs = group.progressDeadlineMs > 0 && group.requireProgressBy !== undefined;
      if (runs) group.requireProgressBy = now + group.progressDeadlineMs;
    }
  });
}

/** A promoted canary is an ordinary allocation from now on. Spec 02 §8.5 step 8. */
function unmark(tx: Transaction, canary: Allocation, index: number): void {
  if (canary.deploymentStatus === undefined) return;
  const deploymentStatus = { ...canary.deploymentStatus, canary: false, modifyIndex: index };
  storeAllocation(tx, canary, { deploymentStatus }, index, "server");
}
