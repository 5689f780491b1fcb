import type { Deployment } from "../../model/deployment.js";
import { deploymentText, hasAutoPromote, requiresPromotion } from "../../model/deployment.js";
import type { DeploymentStatusUpdate } from "../../model/plan.js";
import type { GroupState } from "../reconcile/rollout.js";
import type { Tallies } from "./findings.js";

/** The deployment as the plan carries it, and the status update that follows from its totals. */
export interface DeploymentTotals {
  /** Undefined: no group has candidates in a successful deployment, so it is left out. */
  readonly deployment: Deployment | undefined;
  readonly update: DeploymentStatusUpdate | undefined;
}

/**
 * Writes the candidates of every group as its desired total, and decides whether the deployment waits for promotion or
 * is done. Spec 04 §13.4.
 *
 * @param canarying The groups that wait for promotion in this evaluation.
 */
export function withTotals(
  deployment: Deployment,
  states: ReadonlyMap<string, GroupState>,
  tallies: Tallies,
  canarying: ReadonlySet<string>,
): DeploymentTotals {
  let complete = true;
  const taskGroups: Record<string, GroupState> = {};
  for (const [name, state] of states) {
    const candidates = tallies.candidatesOf(name);
    if (candidates === 0) {
      if (deployment.status !== "successful") taskGroups[name] = state;
      continue;
    }
    state.desiredTotal = candidates;
    taskGroups[name] = state;
    if (canarying.has(name) || state.healthyAllocations < candidates) complete = false;
  }
  if (deployment.status === "successful" && Object.keys(taskGroups).length === 0) {
    return { deployment: undefined, update: undefined };
  }
  const counted = { ...deployment, taskGroups };
  if (requiresPromotion(counted)) {
    const statusDescription = hasAutoPromote(counted) ? deploymentText.autoPromotion : deploymentText.needsPromotion;
    return { deployment: { ...counted, statusDescription }, update: undefined };
  }
  const done = { deploymentId: deployment.id, status: "successful", description: deploymentText.successful } as const;
  return { deployment: counted, update: complete ? done : undefined };
}
