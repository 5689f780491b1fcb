import type { Allocation } from "../model/allocation.js";
import { allocationName, indexOfName } from "../model/allocation.js";
import type { Deployment } from "../model/deployment.js";
import { isActive } from "../model/deployment.js";
import type { Evaluation } from "../model/evaluation.js";
import type { Identifiers } from "../model/identifiers.js";
import type { Job } from "../model/job.js";
import type { AllocationMetrics } from "../model/metrics.js";
import type { Node } from "../model/node.js";
import type { AllocatedResources } from "../model/resources.js";
import type { Snapshot } from "../model/snapshot.js";
import type { TaskGroup } from "../model/taskGroup.js";
import { allocationText } from "./descriptions.js";
import type { DowngradedJob } from "./downgradedJob.js";
import { downgradedJob } from "./downgradedJob.js";
import { coalesced } from "./exhaustion.js";
import { newAllocation } from "./newAllocation.js";
import type { ReadyNodes } from "./placement/readyNodes.js";
import { readyNodes } from "./placement/readyNodes.js";
import { createServiceStack } from "./placement/serviceStack.js";
import { shuffledNodes } from "./placement/shuffle.js";
import type { ClassVerdicts, Selection, SelectOptions, Stack } from "./placement/stack.js";
import type { PlanDraft } from "./planDraft.js";
import { preferredNode } from "./preferredNode.js";
import { resourcesInPlace } from "./reconcile/changes.js";
import type { GroupOutcome, PlaceRequest } from "./reconcile/outcome.js";
import { penaltyNodes, trackerOfReplacement, withRescheduleResult } from "./rescheduleTracker.js";

/** An item to place, as the reconciler wants it: a destructive update or a plain placement. */
type Item = PlaceRequest & { readonly destructive: boolean };

/** The job version that an item is placed at. */
type Version = Pick<DowngradedJob, "job" | "group">;

const noReadyNodes: ReadyNodes = { nodes: [], byDatacenter: {} };

const noVerdicts: ClassVerdicts = { escaped: false, eligibility: undefined, missingNonNodeResources: [] };

/**
 * Finds nodes for what the reconciler wants to place, one after the other, and puts the allocations into the plan.
 * Spec 01 §14.4, spec 03 §6.1.
 *
 * The stack and the candidate nodes are made when they are first needed: an evaluation that places nothing touches none.
 */
export class Placing {
  /** Per group: why it could not be placed in full. */
  readonly failed = new Map<string, AllocationMetrics>();
  /** Victims of the placements so far, in the order of planning. */
  readonly preempted: string[] = [];

  readonly #state: Snapshot;
  readonly #evaluation: Evaluation;
  readonly #job: Job;
  readonly #plan: PlanDraft;
  readonly #identifiers: Identifiers;
  #stack: Stack | undefined;
  #candidates: ReadyNodes = noReadyNodes;

  constructor(state: Snapshot, evaluation: Evaluation, job: Job, plan: PlanDraft, identifiers: Identifiers) {
    this.#state = state;
    this.#evaluation = evaluation;
    this.#job = job;
    this.#plan = plan;
    this.#identifiers = identifiers;
  }

  /**
   * Whether the new group fits on the allocation's own node while the allocation makes room for it: the resources that it
   * would hold then. Spec 03 §6.5.
   */
  fitInPlace(allocation: Allocation, node: Node, group: TaskGroup): AllocatedResources | undefined {
    const stack = this.#ownStack();
    stack.setNodes([node]);
    this.#plan.stop(allocation, { description: allocationText.updatingInPlace });
    const selection = stack.select(group, {
      allocationName: allocation.name,
      penaltyNodeIds: new Set(),
      preempt: false,
    });
    this.#plan.takeBackStop(allocation);
    return selection === undefined ? undefined : resourcesInPlace(allocation.resources, selection.resources);
  }

  /** Places all destructive updates, then all other placements, each in the reconciler's order. */
  placeAll(groups: ReadonlyMap<string, GroupOutcome>, deployment: Deployment | undefined): void {
    const items = itemsOf(groups);
    if (items.length === 0) return;
    this.#candidates = readyNodes(this.#state, this.#job);
    this.#ownStack().setNodes(this.#shuffled(this.#candidates));
    let deploymentId = deployment !== undefined && isActive(deployment) ? deployment.id : undefined;
    for (const item of items) {
      const downgraded = item.downgrade
        ? downgradedJob(this.#state, this.#job, item.group.name, item.previous?.job.version ?? 0)
        : undefined;
      // Stays for all later items, also those of other groups (spec 01 §20 Q5).
      if (downgraded !== undefined) deploymentId = downgraded.deploymentId;
      const version: Version = downgraded ?? { job: this.#job, group: item.group };
      const failure = this.failed.get(item.group.name);
      if (failure !== undefined) {
        this.failed.set(item.group.name, coalesced(failure, version.group));
        continue;
      }
      if (item.destructive && item.previous !== undefined) {
        this.#plan.stop(item.previous, { description: allocationText.updating });
      }
      const selection = this.#select(item, version);
      if (selection === undefined) {
        this.failed.set(item.group.name, this.#metrics());
        this.#giveUp(item);
        continue;
      }
      const canary = item.canary && deployment !== undefined;
      this.#place(item, version, selection, { deploymentId, canary }, groups.get(item.group.name));
    }
  }

  classVerdicts(): ClassVerdicts {
    return this.#stack?.classVerdicts() ?? noVerdicts;
  }

  #ownStack(): Stack {
    if (this.#stack === undefined) {
      const type = this.#evaluation.type === "batch" ? "batch" : "service";
      this.#stack = createServiceStack(this.#state, this.#plan, { type });
      this.#stack.setJob(this.#job);
    }
    return this.#stack;
  }

  #shuffled(ready: ReadyNodes): readonly Node[] {
    return shuffledNodes(ready.nodes, this.#evaluation.id, this.#state.index);
  }

  /** An older version brings its own constraints, and its own nodes if it asks for others, for this one item. */
  #select(item: Item, { job, group }: Version): Selection | undefined {
    const stack = this.#ownStack();
    const options = {
      allocationName: item.name,
      preferredNode: preferredNode(this.#state, this.#job, group, item.previous),
      penaltyNodeIds: penaltyNodes(item.previous),
    };
    if (job === this.#job) return this.#selectWithPreemption(stack, group, options);
    const otherNodes = !sameNodes(job, this.#job);
    stack.setJob(job);
    if (otherNodes) stack.setNodes(this.#shuffled(readyNodes(this.#state, job)));
    const selection = this.#selectWithPreemption(stack, group, options);
    stack.setJob(this.#job);
    if (otherNodes) stack.setNodes(this.#shuffled(this.#candidates));
    return selection;
  }

  /** Of the last selection; the nodes are those of the newest version (spec 01 §14.4 step 7). */
  #metrics(): AllocationMetrics {
    const { byDatacenter, nodes } = this.#candidates;
    const available = { nodesAvailable: byDatacenter, nodesInPool: nodes.length, nodePool: this.#job.nodePool };
    return { ...this.#ownStack().metrics(), ...available };
  }

  #selectWithPreemption(
    stack: Stack,
    group: TaskGroup,
    options: Omit<SelectOptions, "preempt">,
  ): Selection | undefined {
    const selection = stack.select(group, { ...options, preempt: false });
    if (selection !== undefined || !this.#mayPreempt()) return selection;
    return stack.select(group, { ...options, preempt: true });
  }

  #mayPreempt(): boolean {
    const { preemption } = this.#state.schedulerConfiguration;
    return this.#job.type === "batch" ? preemption.batch : preemption.service;
  }

  #place(
    item: Item,
    { job }: Version,
    selection: Selection,
    membership: { readonly deploymentId: string | undefined; readonly canary: boolean },
    outcome: GroupOutcome | undefined,
  ): void {
    const { previous } = item;
    const allocation = newAllocation({
      id: this.#identifiers.allocation(item.group.name),
      name: this.#freeName(item, outcome),
      job,
      group: item.group.name,
      evaluation: this.#evaluation,
      selection,
      metrics: this.#metrics(),
      ...membership,
      previous,
      now: this.#state.now,
    });
    if (item.reschedule && previous !== undefined) {
      this.#plan.place({ ...allocation, rescheduleTracker: trackerOfReplacement(previous, this.#state.now) });
      this.#recordReschedule(previous);
    } else {
      this.#plan.place(allocation);
    }
    for (const victim of selection.victims) {
      this.#plan.preempt(victim, allocation.id);
      this.preempted.push(victim.id);
      if (outcome !== undefined) outcome.counters.preemptions++;
    }
  }

  /** A name that another allocation has as well is exchanged for a free one (spec 01 §8.5). */
  #freeName(item: Item, outcome: GroupOutcome | undefined): string {
    const index = indexOfName(item.name);
    if (outcome?.names.isDuplicate(index) !== true) return item.name;
    const [free] = outcome.names.next(1);
    outcome.names.unset(index);
    return free === undefined ? item.name : allocationName(this.#job.id, item.group.name, free);
  }

  /** The stop of a rescheduled allocation loses its description; an update of it shows the tracker. */
  #recordReschedule(previous: Allocation): void {
    const update = this.#plan.plannedUpdate(previous);
    if (update !== undefined) this.#plan.update("disconnect", withRescheduleResult(update, "ok"));
    this.#plan.clearStopDescription(previous);
  }

  /**
   * Nothing was found: the old allocation of a destructive update keeps running, and a failed one is marked, so that the
   * next evaluation can retry. Both only if its stop is the last one of the node (spec 01 §20 Q8).
   */
  #giveUp(item: Item): void {
    const { previous } = item;
    if (previous === undefined) return;
    if (item.destructive) this.#plan.takeBackStop(previous);
    if (!item.reschedule) return;
    this.#plan.takeBackStop(previous);
    this.#plan.update("failed-to-reschedule", { ...withRescheduleResult(previous, "no placement"), job: this.#job });
  }
}

function itemsOf(groups: ReadonlyMap<string, GroupOutcome>): readonly Item[] {
  const items: Item[] = [];
  for (const { destructive } of groups.values()) {
    for (const { allocation, group } of destructive) {
      items.push({
        name: allocation.name,
        group,
        canary: false,
        previous: allocation,
        reschedule: false,
        downgrade: false,
        destructive: true,
      });
    }
  }
  for (const { placements } of groups.values()) {
    for (const request of placements) items.push({ ...request, destructive: false });
  }
  return items;
}

/** Both versions ask for the same pool and datacenters. */
function sameNodes(a: Job, b: Job): boolean {
  return a.nodePool === b.nodePool && JSON.stringify(a.datacenters) === JSON.stringify(b.datacenters);
}
