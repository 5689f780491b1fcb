import type { Job, Spread } from "../../../model/job.js";
import type { Snapshot } from "../../../model/snapshot.js";
import type { TaskGroup } from "../../../model/taskGroup.js";
import type { PlanDraft } from "../../planDraft.js";
import type { NodeView } from "../nodeView.js";
import { otherValues, PropertyUse } from "../propertyUse.js";

/**
 * The spread boosts of one attempt: how much each value of the spread attributes lacks or exceeds its share. Sums of
 * weights and the lowest boost grow over all groups of the attempt. Spec 03 §11.4.
 */
export class SpreadScorer {
  readonly #state: Snapshot;
  readonly #plan: PlanDraft;
  readonly #groups = new Map<string, readonly SpreadBlock[]>();
  readonly #shared: SharedBoosts = { blocks: 0, weightSum: 0, lowest: -1 };
  #current: readonly SpreadBlock[] = [];

  constructor(state: Snapshot, plan: PlanDraft) {
    this.#state = state;
    this.#plan = plan;
  }

  /** Another version of the job: each group counts its weights once more when it comes up again. */
  setJob(): void {
    this.#groups.clear();
    this.#current = [];
  }

  /** Gets ready for one selection of the group. */
  begin(job: Job, group: TaskGroup): void {
    let blocks = this.#groups.get(group.name);
    if (blocks === undefined) {
      blocks = this.#blocksOf(job, group);
      this.#groups.set(group.name, blocks);
      for (const { weight } of [...job.spreads, ...group.spreads]) this.#shared.weightSum += weight;
    }
    this.#current = blocks;
    for (const block of blocks) block.begin();
  }

  /** The sum over all blocks; 0 is no score at all. */
  boost(view: NodeView): number {
    let total = 0;
    for (const block of this.#current) total += block.boost(view);
    return total;
  }

  /** Blocks on one attribute overwrite each other, the job's last one before the group's last one, yet all count. */
  #blocksOf(job: Job, group: TaskGroup): readonly SpreadBlock[] {
    const inForce = new Map<string, Spread>();
    for (const spread of [...group.spreads, ...job.spreads]) inForce.set(spread.attribute, spread);
    const blocks = new Map<string, SpreadBlock>();
    for (const [attribute, spread] of inForce) {
      blocks.set(attribute, new SpreadBlock(this.#state, this.#plan, job, group, spread, this.#shared));
    }
    return [...job.spreads, ...group.spreads].flatMap(({ attribute }) => blocks.get(attribute) ?? []);
  }
}

interface SharedBoosts {
  /** How many blocks there are so far. */
  blocks: number;
  weightSum: number;
  lowest: number;
}

const missingAttribute = -1;

/** Stands for a node without the attribute. */
const noSlot = -1;

/** One spread block of one group. */
class SpreadBlock {
  readonly #number: number;
  readonly #use: PropertyUse;
  readonly #weight: number;
  readonly #shared: SharedBoosts;
  /** Wanted allocations per target value; undefined for an even spread. */
  readonly #desired: ReadonlyMap<string, number> | undefined;
  readonly #desiredOfSlot: (number | undefined)[] = [];
  #boosts = new Float64Array(16);
  /** The selection in which each boost was reckoned. */
  #reckonedIn = new Int32Array(16);
  #selection = 0;
  #smallest = 0;
  #largest = 0;
  #anyUsed = false;

  constructor(state: Snapshot, plan: PlanDraft, job: Job, group: TaskGroup, spread: Spread, shared: SharedBoosts) {
    this.#number = shared.blocks++;
    this.#desired = spread.targets.length === 0 ? undefined : desiredCounts(spread, group.count);
    const named = this.#desired === undefined ? undefined : new Set(spread.targets.map((target) => target.value));
    const scope = { namespace: job.namespace, jobId: job.id, group: group.name };
    this.#use = new PropertyUse(state, plan, scope, spread.attribute, named);
    this.#weight = spread.weight;
    this.#shared = shared;
  }

  begin(): void {
    this.#use.catchUp();
    this.#selection++;
    if (this.#desired === undefined) this.#measureUse();
  }

  boost(view: NodeView): number {
    const slot = view.spreadSlots?.[this.#number] ?? this.#slotFor(view);
    if (slot === noSlot) return missingAttribute;
    if (this.#reckonedIn[slot] === this.#selection) return this.#boosts[slot] ?? 0;
    if (this.#desired !== undefined) {
      const desired = this.#desiredOfSlot[slot];
      // Not remembered: the lowest boost may still fall in this selection.
      if (desired === 0) return this.#shared.lowest;
      return this.#remember(slot, this.#targetBoost(slot, desired));
    }
    return this.#remember(slot, this.#evenBoost(slot));
  }

  #targetBoost(slot: number, desired: number | undefined): number {
    if (desired === undefined) return missingAttribute;
    const used = this.#use.used(slot) + 1;
    const boost = ((desired - used) / desired) * (this.#weight / this.#shared.weightSum);
    if (boost < this.#shared.lowest) this.#shared.lowest = boost;
    return boost;
  }

  /** Where some values, but not all, lost their last allocation, those in use are equally bad: Nomad leaves it to chance. */
  #evenBoost(slot: number): number {
    if (!this.#anyUsed) return 0;
    const count = this.#use.used(slot);
    if (this.#smallest === 0 && this.#largest > 0) return count === 0 ? 1 : -1;
    if (count !== this.#smallest) return (this.#smallest - count) / this.#smallest;
    return this.#smallest === this.#largest ? -1 : (this.#largest - this.#smallest) / this.#smallest;
  }

  #measureUse(): void {
    let smallest = Number.POSITIVE_INFINITY;
    let largest = 0;
    for (let slot = 0; slot < this.#use.slotCount; slot++) {
      if (!this.#use.isUsed(slot)) continue;
      const count = this.#use.used(slot);
      if (count < smallest) smallest = count;
      if (count > largest) largest = count;
    }
    this.#anyUsed = smallest !== Number.POSITIVE_INFINITY;
    this.#smallest = smallest;
    this.#largest = largest;
  }

  #slotFor(view: NodeView): number {
    const value = this.#use.valueOf(view.node);
    const slot = value === undefined ? noSlot : this.#use.slotOf(value);
    view.spreadSlots ??= [];
    view.spreadSlots[this.#number] = slot;
    if (value === undefined) return noSlot;
    if (slot >= this.#boosts.length) this.#grow();
    this.#desiredOfSlot[slot] = this.#desired?.get(value) ?? this.#desired?.get(otherValues);
    return slot;
  }

  #remember(slot: number, boost: number): number {
    this.#boosts[slot] = boost;
    this.#reckonedIn[slot] = this.#selection;
    return boost;
  }

  #grow(): void {
    const boosts = new Float64Array(2 * this.#use.slotCount);
    boosts.set(this.#boosts);
    this.#boosts = boosts;
    const reckonedIn = new Int32Array(boosts.length);
    reckonedIn.set(this.#reckonedIn);
    this.#reckonedIn = reckonedIn;
  }
}

/** Per target the share of the group's count; what targets leave over goes to all other values together. */
function desiredCounts(spread: Spread, count: number): ReadonlyMap<string, number> {
  const desired = new Map<string, number>();
  let sum = 0;
  for (const { value, percent } of spread.targets) {
    const wanted = (percent / 100) * count;
    desired.set(value, wanted);
    sum += wanted;
  }
  if (sum > 0 && sum < count) desired.set(otherValues, count - sum);
  return desired;
}
