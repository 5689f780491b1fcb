import type { Allocation } from "../../model/allocation.js";
import { terminal } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import type { Table } from "../../model/table.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { mayStayOn } from "../reconcile/changes.js";
import type { GroupState } from "../reconcile/rollout.js";
import type { WantedUpdate } from "./diff.js";

/** What the in-place test of system jobs asks for. */
export interface InPlaceTest {
  readonly job: Job;
  readonly nodes: Table<Node>;
  /** The allocation's own version differs destructively from the new one (spec 01 §10). */
  readonly differs: (allocation: Allocation, group: TaskGroup) => boolean;
  /** The allocation in the new version, if the group is still feasible on its node; undefined: it is not. */
  readonly fit: (allocation: Allocation, node: Node, group: TaskGroup) => Allocation | undefined;
}

/** Updates, split by whether the allocation can stay. */
export interface UpdateSplit {
  /** The new values; undefined for terminal allocations, which count but are not written. */
  readonly inPlace: readonly { readonly update: WantedUpdate; readonly updated: Allocation | undefined }[];
  readonly destructive: readonly WantedUpdate[];
}

/** Tries every update in place first; in-place updates are not limited. Spec 04 §12.4 step 1. */
export function splitUpdates(updates: readonly WantedUpdate[], test: InPlaceTest): UpdateSplit {
  const inPlace: { update: WantedUpdate; updated: Allocation | undefined }[] = [];
  const destructive: WantedUpdate[] = [];
  for (const update of updates) {
    const { allocation, group } = update;
    if (test.differs(allocation, group)) {
      destructive.push(update);
      continue;
    }
    if (terminal(allocation)) {
      inPlace.push({ update, updated: undefined });
      continue;
    }
    const node = test.nodes.get(allocation.nodeId);
    const stays = node !== undefined && mayStayOn(node, test.job);
    const updated = stays ? test.fit(allocation, node, group) : undefined;
    if (updated === undefined) destructive.push(update);
    else inPlace.push({ update, updated });
  }
  return { inPlace, destructive };
}

/** A destructive update that may start now. */
export interface StartedUpdate extends WantedUpdate {
  /** Flagged as canary: it does not use up the limit (spec 04 §13.3). */
  readonly canary: boolean;
}

/**
 * The destructive updates that may start: per group at most `max_parallel`, less the allocations whose health is still
 * open. Canaries do not use the limit up, but none starts once it is used up. Spec 04 §12.4 step 2.
 *
 * @param undecided Per group: kept allocations of the evaluation's deployment without a health verdict.
 */
export function startableUpdates(
  job: Job,
  destructive: readonly WantedUpdate[],
  undecided: ReadonlyMap<string, number>,
  stateOf: (group: string) => GroupState | undefined,
): readonly StartedUpdate[] {
  const left = new Map<string, number>();
  const started: StartedUpdate[] = [];
  for (const update of destructive) {
    const { name } = update.group;
    const limit = left.get(name) ?? limitOf(job, update.group, destructive) - (undecided.get(name) ?? 0);
    const canary = isCanaryUpdate(update.group, stateOf(name));
    if (limit > 0) started.push({ ...update, canary });
    left.set(name, limit > 0 && !canary ? limit - 1 : limit);
  }
  return started;
}

function limitOf(job: Job, group: TaskGroup, destructive: readonly WantedUpdate[]): number {
  const ofGroup = group.update?.maxParallel ?? 0;
  if (ofGroup > 0) return ofGroup;
  if (job.update.maxParallel > 0) return job.update.maxParallel;
  return destructive.length;
}

function isCanaryUpdate(group: TaskGroup, state: GroupState | undefined): boolean {
  return (group.update?.canary ?? 0) > 0 && state?.promoted !== true;
}
