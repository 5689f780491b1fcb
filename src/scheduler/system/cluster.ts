import type { Allocation } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import { jobStopped } from "../../model/job.js";
import { inPool, readyForPlacement } from "../../model/node.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { ReadyNodes } from "../placement/readyNodes.js";
import type { Taints } from "../taint.js";
import type { DiffCircumstances, NodeDiff } from "./diff.js";
import { diffNode, emptyDiff, Presence, requiredNames } from "./diff.js";
import type { SystemRollout } from "./rollout.js";
import { knowsSystemDeployments } from "./rollout.js";

/**
 * Visits every node that has or shall have an allocation of the job, and gathers what has to change there; the rollout is
 * decided on the way. Spec 04 §12.2, §13.2.
 */
export function diffCluster(
  state: Snapshot,
  job: Job | undefined,
  sysbatch: boolean,
  allocations: readonly Allocation[],
  ready: ReadyNodes,
  taints: Taints,
  rollout: SystemRollout,
): NodeDiff {
  const eligible = new Map(ready.nodes.map((node) => [node.id, node]));
  const required = requiredNames(job);
  const presence = new Presence(allocations);
  const circumstances: DiffCircumstances = {
    job,
    sysbatch,
    now: state.now,
    taints,
    eligible,
    notReady: (nodeId) => isNotReady(state, job, nodeId),
  };
  const mayCreate = !sysbatch && ready.nodes.every(knowsSystemDeployments);
  const all = emptyDiff();
  for (const nodeId of presence.nodesToVisit(eligible)) {
    const diff = diffNode(nodeId, presence, required, circumstances);
    rollout.visit(nodeId, diff, presence, mayCreate);
    append(all, diff);
  }
  if (rollout.hadNone && all.ignore.length > 0) rollout.undoCreation();
  return all;
}

/** Of the job's pool, but not ready for placement; nothing counts for a job that has to go (spec 04 §12.1). */
function isNotReady(state: Snapshot, job: Job | undefined, nodeId: string): boolean {
  if (jobStopped(job)) return false;
  const node = state.nodes.get(nodeId);
  return node !== undefined && inPool(node, job.nodePool) && !readyForPlacement(node);
}

function append(all: NodeDiff, diff: NodeDiff): void {
  all.place.push(...diff.place);
  all.update.push(...diff.update);
  all.stop.push(...diff.stop);
  all.migrate.push(...diff.migrate);
  all.lost.push(...diff.lost);
  all.disconnecting.push(...diff.disconnecting);
  all.reconnecting.push(...diff.reconnecting);
  all.ignore.push(...diff.ignore);
}
