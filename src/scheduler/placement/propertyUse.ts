import type { Allocation } from "../../model/allocation.js";
import { terminal } from "../../model/allocation.js";
import type { Node } from "../../model/node.js";
import type { Snapshot } from "../../model/snapshot.js";
import { allocationsOfJob } from "../../model/snapshot.js";
import type { PlanDraft } from "../planDraft.js";
import type { Target } from "./feasibility/targets.js";
import { targetOf } from "./feasibility/targets.js";

/** Whose allocations are counted: a job's, or one group's of it. */
export interface UseScope {
  readonly namespace: string;
  readonly jobId: string;
  readonly group: string | undefined;
}

/** The bucket of all values that no target names. */
export const otherValues = "*";

interface NodeShare {
  readonly slot: number;
  readonly proposed: number;
  readonly cleared: number;
}

/**
 * How many allocations use each value of a node property: those in state, counted once, and those of the plan, followed
 * change by change. Values are numbered by slots in the order in which they are met. Spec 03 §8.4.
 */
export class PropertyUse {
  readonly #state: Snapshot;
  readonly #plan: PlanDraft;
  readonly #scope: UseScope;
  readonly #target: Target;
  /** Values with a bucket of their own; undefined: every value has one. */
  readonly #named: ReadonlySet<string> | undefined;
  readonly #slots = new Map<string, number>();
  readonly #existing: number[] = [];
  readonly #proposed: number[] = [];
  readonly #cleared: number[] = [];
  readonly #shares = new Map<string, NodeShare>();
  #changesSeen = 0;

  constructor(state: Snapshot, plan: PlanDraft, scope: UseScope, property: string, named?: ReadonlySet<string>) {
    this.#state = state;
    this.#plan = plan;
    this.#scope = scope;
    this.#target = targetOf(property);
    this.#named = named;
    for (const allocation of allocationsOfJob(state, scope.namespace, scope.jobId)) {
      if (terminal(allocation) || !this.#inScope(allocation)) continue;
      const slot = this.#slotOnNode(allocation.nodeId);
      if (slot !== undefined) this.#existing[slot] = (this.#existing[slot] ?? 0) + 1;
    }
  }

  /** Takes in what the plan has changed since the last call. */
  catchUp(): void {
    const { changes } = this.#plan;
    for (; this.#changesSeen < changes.length; this.#changesSeen++) {
      const nodeId = changes[this.#changesSeen];
      if (nodeId !== undefined) this.#recount(nodeId);
    }
  }

  /** How many slots there are so far. */
  get slotCount(): number {
    return this.#existing.length;
  }

  /** The text of a node's value as it is counted; undefined without the property. */
  valueOf(node: Node): string | undefined {
    return this.#target(node);
  }

  slotOf(value: string): number {
    const bucket = this.#named === undefined || this.#named.has(value) ? value : otherValues;
    let slot = this.#slots.get(bucket);
    if (slot === undefined) {
      slot = this.#existing.length;
      this.#slots.set(bucket, slot);
      this.#existing.push(0);
      this.#proposed.push(0);
      this.#cleared.push(0);
    }
    return slot;
  }

  /** Existing or proposed allocations have the value. */
  isUsed(slot: number): boolean {
    return (this.#existing[slot] ?? 0) > 0 || (this.#proposed[slot] ?? 0) > 0;
  }

  /**
   * Existing and proposed less cleared, not below 0. Where a value is proposed as well, a cleared count above one is
   * lowered by one.
   */
  used(slot: number): number {
    const proposed = this.#proposed[slot] ?? 0;
    const cleared = this.#cleared[slot] ?? 0;
    const counted = proposed > 0 && cleared > 1 ? cleared - 1 : cleared;
    return Math.max((this.#existing[slot] ?? 0) + proposed - counted, 0);
  }

  #recount(nodeId: string): void {
    const before = this.#shares.get(nodeId);
    if (before !== undefined) this.#add(before, -1);
    const slot = this.#slotOnNode(nodeId);
    const draft = this.#plan.onNode(nodeId);
    if (slot === undefined || draft === undefined) return;
    let proposed = 0;
    for (const { allocation } of draft.allocations) {
      if (!terminal(allocation) && this.#inScope(allocation)) proposed++;
    }
    let cleared = 0;
    for (const stop of draft.stops) {
      const stopped = this.#state.allocations.get(stop.allocationId);
      if (stopped !== undefined && this.#inScope(stopped)) cleared++;
    }
    const share = { slot, proposed, cleared };
    this.#shares.set(nodeId, share);
    this.#add(share, 1);
  }

  #add(share: NodeShare, sign: 1 | -1): void {
    this.#proposed[share.slot] = (this.#proposed[share.slot] ?? 0) + sign * share.proposed;
    this.#cleared[share.slot] = (this.#cleared[share.slot] ?? 0) + sign * share.cleared;
  }

  #slotOnNode(nodeId: string): number | undefined {
    const node = this.#state.nodes.get(nodeId);
    const value = node === undefined ? undefined : this.#target(node);
    return value === undefined ? undefined : this.slotOf(value);
  }

  #inScope(allocation: Allocation): boolean {
    const { namespace, jobId, group } = this.#scope;
    if (allocation.jobId !== jobId || allocation.namespace !== namespace) return false;
    return group === undefined || allocation.taskGroup === group;
  }
}
