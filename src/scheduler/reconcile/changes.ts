import type { Allocation } from "../../model/allocation.js";
import { terminal } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import { findTaskGroup } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import { datacenterMatches, inPool } from "../../model/node.js";
import type { AllocatedResources } from "../../model/resources.js";
import type { Table } from "../../model/table.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { AllocationSet } from "./allocationSet.js";
import { groupsDiffer } from "./taskDifferences.js";

/** What a new job version means for an existing allocation; in place comes with the allocation as it shall be. */
export type Change = "ignore" | "destructive" | { readonly updated: Allocation };

/** Decides for one allocation of a group; injected, so that reconciling needs no placement. */
export type DecideChange = (allocation: Allocation, group: TaskGroup) => Change;

/** Tries the new group on the allocation's own node, the present allocation discounted: its resources, or no fit. */
export type FitInPlace = (allocation: Allocation, node: Node, group: TaskGroup) => AllocatedResources | undefined;

/** Remembers which pairs of group versions differ: many allocations share one pair. */
export class Changes {
  readonly #job: Job;
  readonly #evaluationId: string;
  readonly #nodes: Table<Node>;
  readonly #fitInPlace: FitInPlace;
  readonly #differing = new Map<Job, Map<string, boolean>>();

  constructor(job: Job, evaluationId: string, nodes: Table<Node>, fitInPlace: FitInPlace) {
    this.#job = job;
    this.#evaluationId = evaluationId;
    this.#nodes = nodes;
    this.#fitInPlace = fitInPlace;
  }

  /** Ignore, in place or destructive: the first rule that matches. Spec 01 §10. */
  decide(allocation: Allocation, group: TaskGroup): Change {
    const job = this.#job;
    if (allocation.job.jobModifyIndex === job.jobModifyIndex) return "ignore";
    if (this.differs(allocation, group)) return "destructive";
    if (terminal(allocation)) return "ignore";
    const node = this.#nodes.get(allocation.nodeId);
    if (node === undefined || !mayStayOn(node, job)) return "destructive";
    if (hasRunLimit(allocation)) return this.#inPlace(allocation, allocation.resources);
    const resources = this.#fitInPlace(allocation, node, group);
    return resources === undefined ? "destructive" : this.#inPlace(allocation, resources);
  }

  /** The allocation's own version of the group differs destructively from the new one. */
  differs(allocation: Allocation, group: TaskGroup): boolean {
    let ofJob = this.#differing.get(allocation.job);
    if (ofJob === undefined) {
      ofJob = new Map();
      this.#differing.set(allocation.job, ofJob);
    }
    let differ = ofJob.get(group.name);
    if (differ === undefined) {
      const own = findTaskGroup(allocation.job, group.name);
      differ = own === undefined || groupsDiffer(allocation.job, own, this.#job, group);
      ofJob.set(group.name, differ);
    }
    return differ;
  }

  #inPlace(allocation: Allocation, resources: AllocatedResources): Change {
    return { updated: { ...allocation, job: this.#job, evaluationId: this.#evaluationId, resources } };
  }
}

/** The node is still in the job's datacenters and pool (spec 01 §10 rule 4). */
export function mayStayOn(node: Node, job: Job): boolean {
  return datacenterMatches(node.datacenter, job.datacenters) && inPool(node, job.nodePool);
}

/** A batch allocation that may not run for ever is updated in place without a test (spec 01 §10 rule 5). */
function hasRunLimit(allocation: Allocation): boolean {
  if (allocation.job.type !== "batch" && allocation.job.type !== "sysbatch") return false;
  return (findTaskGroup(allocation.job, allocation.taskGroup)?.maxRunDurationMs ?? 0) > 0;
}

/**
 * What an in-place update leaves in the allocation's hands: networks, ports, devices and cores stay, the amounts are those
 * of the new version. Spec 01 §10, spec 03 §6.5.
 */
export function resourcesInPlace(present: AllocatedResources, selected: AllocatedResources): AllocatedResources {
  const tasks = Object.fromEntries(
    Object.entries(selected.tasks).map(([name, task]) => {
      const held = present.tasks[name];
      if (held === undefined) return [name, task];
      const { networks, devices, reservedCores } = held;
      return [name, { ...task, networks, devices, reservedCores }];
    }),
  );
  const { networks, ports } = present.shared;
  return {
    tasks,
    taskLifecycles: selected.taskLifecycles,
    shared: { diskMb: selected.shared.diskMb, networks, ports },
  };
}

/** A set split by what the new version means for its members (spec 01 §5 step 16). */
export interface ChangeSplit {
  readonly ignored: number;
  readonly inPlace: AllocationSet;
  readonly destructive: AllocationSet;
}

export function splitByChange(set: AllocationSet, group: TaskGroup, decide: DecideChange): ChangeSplit {
  const inPlace: Allocation[] = [];
  const destructive: Allocation[] = [];
  let ignored = 0;
  for (const allocation of set) {
    const change = decide(allocation, group);
    if (change === "ignore") ignored++;
    else if (change === "destructive") destructive.push(allocation);
    else inPlace.push(change.updated);
  }
  return { ignored, inPlace, destructive };
}
