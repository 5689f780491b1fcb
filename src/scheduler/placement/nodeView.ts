import type { Allocation } from "../../model/allocation.js";
import { clientTerminal } from "../../model/allocation.js";
import type { Node } from "../../model/node.js";
import { comparableResources } from "../../model/resources.js";
import type { Snapshot } from "../../model/snapshot.js";
import { usageOfNode } from "../../model/snapshot.js";
import type { NodeDraft, PlanDraft } from "../planDraft.js";
import type { Capacity } from "./capacity.js";
import { capacityOf } from "./capacity.js";
import type { ClassRecord } from "./feasibility/classMemory.js";
import type { GroupAsk } from "./groupAsk.js";
import type { NodeFit } from "./nodeFit.js";
import { holdsPorts } from "./portsInUse.js";

const unknown = Symbol("not asked yet");

/**
 * One candidate as an attempt sees it: its proposed allocations (existing ones less stops and victims of the plan, with
 * what the plan places) and everything reckoned from them, kept until the plan touches the node again or another group
 * asks. Spec 03 §6.2.
 */
export class NodeView {
  readonly node: Node;
  readonly capacity: Capacity;
  /** Of any job; client-terminal ones only where the plan writes them anew. */
  proposed: readonly Allocation[] = [];
  /** What takes room among the proposed: not client-terminal. */
  occupants: readonly Allocation[] = [];
  usedCpu = 0;
  usedMemoryMb = 0;
  usedDiskMb = 0;
  /** Some occupant holds ports. */
  portsHeld = false;
  /** Some occupant is pinned to cores. */
  coresHeld = false;
  /** Of the group that asks: proposed allocations of its job, and of its group in a job of that ID. */
  jobMates = 0;
  groupMates = 0;
  /** Like {@link groupMates}, whatever the namespace. */
  collisions = 0;
  /** Undefined until it is reckoned for the group that asks. */
  fit: NodeFit | undefined;
  affinity: number | undefined;
  /** What is known of its computed class. */
  classRecord: ClassRecord | undefined;
  /** By the number of a spread block: the slot of its value there, -1 without the attribute. */
  spreadSlots: (number | undefined)[] | undefined;
  /** Of the selection that goes on. */
  antiAffinity = 0;
  penalty = 0;
  spreadBoost = 0;
  finalScore = 0;
  #stale = true;
  #ask: GroupAsk | undefined;
  #brokenJobConstraint: string | undefined | typeof unknown = unknown;

  constructor(node: Node) {
    this.node = node;
    this.capacity = capacityOf(node);
  }

  /** The plan has touched the node. */
  outdate(): void {
    this.#stale = true;
  }

  /** Makes everything known here true of this moment and this group. */
  lookFor(ask: GroupAsk, state: Snapshot, plan: PlanDraft): void {
    if (!this.#stale && this.#ask === ask) return;
    if (this.#stale) this.#refresh(state, plan);
    if (this.#ask !== ask) {
      this.#ask = ask;
      this.affinity = undefined;
      this.#brokenJobConstraint = unknown;
    }
    this.fit = undefined;
    this.#countMates(ask);
  }

  /** The first of the job's constraints that the node breaks. */
  brokenJobConstraint(ask: GroupAsk): string | undefined {
    if (this.#brokenJobConstraint === unknown) {
      this.#brokenJobConstraint = ask.jobConstraints.find((constraint) => !constraint.holds(this.node))?.text;
    }
    return this.#brokenJobConstraint;
  }

  #refresh(state: Snapshot, plan: PlanDraft): void {
    this.#stale = false;
    const usage = usageOfNode(state, this.node.id);
    const draft = plan.onNode(this.node.id);
    this.portsHeld = false;
    this.coresHeld = false;
    this.proposed = draft === undefined ? usage.live : proposedAllocations(usage.live, draft);
    this.occupants = draft === undefined ? usage.live : this.proposed.filter((each) => !clientTerminal(each));
    this.usedCpu = 0;
    this.usedMemoryMb = 0;
    this.usedDiskMb = 0;
    for (const occupant of this.occupants) {
      const held = comparableResources(occupant.resources);
      this.usedCpu += held.cpu;
      this.usedMemoryMb += held.memoryMb;
      this.usedDiskMb += held.diskMb;
      this.coresHeld ||= held.cores.length > 0;
      this.portsHeld ||= holdsPorts(occupant);
    }
  }

  #countMates(ask: GroupAsk): void {
    const { id, namespace } = ask.job;
    this.jobMates = 0;
    this.groupMates = 0;
    this.collisions = 0;
    for (const allocation of this.proposed) {
      if (allocation.jobId !== id) continue;
      const sameGroup = allocation.taskGroup === ask.group.name;
      if (sameGroup) this.collisions++;
      if (allocation.namespace !== namespace) continue;
      this.jobMates++;
      if (sameGroup) this.groupMates++;
    }
  }
}

/** Existing allocations less stops and victims, then the plan's, which replace those of the same ID. */
function proposedAllocations(live: readonly Allocation[], draft: NodeDraft): readonly Allocation[] {
  const gone = new Set<string>();
  for (const stop of draft.stops) gone.add(stop.allocationId);
  for (const victim of draft.preemptions) gone.add(victim.allocationId);
  for (const planned of draft.allocations) gone.add(planned.allocation.id);
  const proposed = live.filter((allocation) => !gone.has(allocation.id));
  for (const planned of draft.allocations) proposed.push(planned.allocation);
  return proposed;
}

/** The views of all nodes that an attempt has looked at, brought up to date with the plan before each selection. */
export class NodeViews {
  readonly #plan: PlanDraft;
  readonly #views = new Map<string, NodeView>();
  #changesSeen = 0;

  constructor(plan: PlanDraft) {
    this.#plan = plan;
  }

  of(node: Node): NodeView {
    let view = this.#views.get(node.id);
    if (view === undefined) {
      view = new NodeView(node);
      this.#views.set(node.id, view);
    }
    return view;
  }

  catchUp(): void {
    const { changes } = this.#plan;
    for (; this.#changesSeen < changes.length; this.#changesSeen++) {
      this.#views.get(changes[this.#changesSeen] ?? "")?.outdate();
    }
  }
}
