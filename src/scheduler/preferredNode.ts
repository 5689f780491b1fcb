import type { Allocation } from "../model/allocation.js";
import type { Job } from "../model/job.js";
import type { Node } from "../model/node.js";
import { readyForPlacement } from "../model/node.js";
import type { Snapshot } from "../model/snapshot.js";
import type { TaskGroup } from "../model/taskGroup.js";

/**
 * The node on which a replacement would find its predecessor's disk: tried alone before all others. Only while the job
 * has the same pool and the identical list of datacenters. Spec 01 §14.4 step 3, spec 03 §6.4.
 */
export function preferredNode(
  state: Snapshot,
  job: Job,
  group: TaskGroup,
  previous: Allocation | undefined,
): Node | undefined {
  if (previous === undefined) return undefined;
  if (!group.ephemeralDisk.sticky && !group.ephemeralDisk.migrate) return undefined;
  if (previous.job.nodePool !== job.nodePool || !sameList(previous.job.datacenters, job.datacenters)) return undefined;
  const node = state.nodes.get(previous.nodeId);
  return node !== undefined && readyForPlacement(node) ? node : undefined;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((entry, at) => entry === b[at]);
}
