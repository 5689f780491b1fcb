import type { Allocation } from "../../model/allocation.js";
import { allocationName, ranSuccessfully, terminal } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import { jobStopped } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { Instant } from "../../model/time.js";
import { hasExpired } from "../reconcile/classify.js";
import type { Taint, Taints } from "../taint.js";
import { isDisconnected, isDownOrGone } from "../taint.js";

/** An allocation that a node shall get; `previous` is the newest terminal one of that name there. */
export interface WantedPlacement {
  readonly name: string;
  readonly group: TaskGroup;
  readonly nodeId: string;
  readonly previous: Allocation | undefined;
}

/** An allocation of another job version, or one whose return has to be recorded. */
export interface WantedUpdate {
  readonly allocation: Allocation;
  readonly group: TaskGroup;
}

/** What the difference between wanted and present means for the allocations of one node. Spec 04 §12.3. */
export interface NodeDiff {
  readonly place: WantedPlacement[];
  readonly update: WantedUpdate[];
  readonly stop: Allocation[];
  readonly migrate: Allocation[];
  readonly lost: Allocation[];
  readonly disconnecting: Allocation[];
  readonly reconnecting: WantedUpdate[];
  readonly ignore: Allocation[];
}

export function emptyDiff(): NodeDiff {
  return { place: [], update: [], stop: [], migrate: [], lost: [], disconnecting: [], reconnecting: [], ignore: [] };
}

/** What decides about every node alike. */
export interface DiffCircumstances {
  /** Undefined: purged. */
  readonly job: Job | undefined;
  readonly sysbatch: boolean;
  readonly now: Instant;
  readonly taints: Taints;
  /** By ID: the nodes that allocations may be placed on. */
  readonly eligible: ReadonlyMap<string, Node>;
  /** Whether a node of the job's pool is not ready for placement, whatever its datacenter. */
  readonly notReady: (nodeId: string) => boolean;
}

/** The names that every node shall have, in the order of groups and indexes; none if the job has to go (spec 04 §12.1). */
export function requiredNames(job: Job | undefined): ReadonlyMap<string, TaskGroup> {
  const names = new Map<string, TaskGroup>();
  if (jobStopped(job)) return names;
  for (const group of job.taskGroups) {
    for (let index = 0; index < group.count; index++) names.set(allocationName(job.name, group.name, index), group);
  }
  return names;
}

/** The allocations of a job, sorted by where they are: live ones, and the newest terminal one of each name. */
export class Presence {
  readonly #live = new Map<string, Allocation[]>();
  readonly #terminal = new Map<string, Map<string, Allocation>>();

  constructor(allocations: readonly Allocation[]) {
    for (const allocation of allocations) {
      if (terminal(allocation)) this.#rememberNewest(allocation);
      else this.#live.set(allocation.nodeId, [...this.live(allocation.nodeId), allocation]);
    }
  }

  live(nodeId: string): readonly Allocation[] {
    return this.#live.get(nodeId) ?? [];
  }

  newestTerminal(nodeId: string, name: string): Allocation | undefined {
    return this.#terminal.get(nodeId)?.get(name);
  }

  terminal(nodeId: string): readonly Allocation[] {
    return [...(this.#terminal.get(nodeId)?.values() ?? [])];
  }

  /**
   * Every node with a live allocation, in the order of the allocations' IDs, then every other eligible node by ID (spec 04
   * §12.2). Nomad walks a map here: where recordings agree on an order all the same, it is the one of insertion.
   */
  nodesToVisit(eligible: ReadonlyMap<string, Node>): Iterable<string> {
    return new Set([...this.#live.keys(), ...eligible.keys()]);
  }

  #rememberNewest(allocation: Allocation): void {
    const onNode = this.#terminal.get(allocation.nodeId) ?? new Map<string, Allocation>();
    this.#terminal.set(allocation.nodeId, onNode);
    const known = onNode.get(allocation.name);
    if (known === undefined || known.createIndex < allocation.createIndex) onNode.set(allocation.name, allocation);
  }
}

/** Compares one node with what it shall have: first its live allocations, then the names it lacks. Spec 04 §12.3. */
export function diffNode(
  nodeId: string,
  presence: Presence,
  required: ReadonlyMap<string, TaskGroup>,
  circumstances: DiffCircumstances,
): NodeDiff {
  const diff = emptyDiff();
  const taint = circumstances.taints.of(nodeId);
  const present = new Set<string>();
  for (const allocation of presence.live(nodeId)) {
    present.add(allocation.name);
    classifyLive(allocation, required.get(allocation.name), taint, circumstances, diff);
  }
  if (taint !== "none" || !circumstances.eligible.has(nodeId)) return diff;
  for (const [name, group] of required) {
    if (present.has(name)) continue;
    const previous = presence.newestTerminal(nodeId, name);
    if (circumstances.sysbatch && previous !== undefined) keepFinished(previous, group, circumstances, diff);
    else diff.place.push({ name, group, nodeId, previous });
  }
  return diff;
}

/** The first rule that matches decides (the rows of spec 04 §12.3). */
function classifyLive(
  allocation: Allocation,
  group: TaskGroup | undefined,
  taint: Taint,
  circumstances: DiffCircumstances,
  diff: NodeDiff,
): void {
  const { sysbatch, now } = circumstances;
  if (group === undefined) diff.stop.push(allocation);
  else if (allocation.desiredTransition.migrate === true) diff.migrate.push(allocation);
  else if (hasExpired(allocation, now)) diff.lost.push(allocation);
  else if (allocation.clientStatus === "unknown" && allocation.desiredStatus === "run") diff.ignore.push(allocation);
  else if (taint === "none" && isBack(allocation)) diff.reconnecting.push({ allocation, group });
  else if (taint === "none") classifyByVersion(allocation, group, circumstances, diff);
  else if (sysbatch && ranSuccessfully(allocation)) diff.ignore.push(allocation);
  else if (isDisconnected(taint) && allocation.clientStatus === "running") diff.disconnecting.push(allocation);
  else if (isDownOrGone(taint)) diff.lost.push(allocation);
  else diff.ignore.push(allocation);
}

/** On a node that is not tainted: whether it may have the allocation, and in which version. */
function classifyByVersion(
  allocation: Allocation,
  group: TaskGroup,
  circumstances: DiffCircumstances,
  diff: NodeDiff,
): void {
  const changed = hasChanged(allocation, circumstances.job);
  if (circumstances.notReady(allocation.nodeId)) (changed ? diff.stop : diff.ignore).push(allocation);
  else if (!circumstances.eligible.has(allocation.nodeId)) diff.stop.push(allocation);
  else if (changed) diff.update.push({ allocation, group });
  else diff.ignore.push(allocation);
}

/** Running again after its node was cut off, which was not recorded yet. */
function isBack(allocation: Allocation): boolean {
  return allocation.clientStatus === "running" && allocation.clientStatusHistory.at(-1)?.value === "unknown";
}

/** Sysbatch: what has run once on a node does not run again, unless the job changed (spec 04 §14). */
function keepFinished(previous: Allocation, group: TaskGroup, { job }: DiffCircumstances, diff: NodeDiff): void {
  if (hasChanged(previous, job)) diff.update.push({ allocation: previous, group });
  else diff.ignore.push(previous);
}

function hasChanged(allocation: Allocation, job: Job | undefined): boolean {
  return allocation.job.jobModifyIndex !== job?.jobModifyIndex;
}
