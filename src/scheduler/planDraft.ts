import type { Allocation, ClientStatus } from "../model/allocation.js";
import type { Deployment } from "../model/deployment.js";
import type { Evaluation, PlanAnnotations } from "../model/evaluation.js";
import type { Job } from "../model/job.js";
import type { DeploymentStatusUpdate, Plan, PlannedPreemption, PlannedStop, UpdateKind } from "../model/plan.js";

/** What the plan being made does on one node so far. */
export interface NodeDraft {
  readonly stops: readonly PlannedStop[];
  /** New allocations and new values of existing ones, in the order of planning. */
  readonly allocations: readonly { readonly kind: UpdateKind | "placement"; readonly allocation: Allocation }[];
  readonly preemptions: readonly PlannedPreemption[];
  /** Rises with every change on this node: what was reckoned from the draft is good as long as it stays. */
  readonly revision: number;
}

interface MutableNodeDraft extends NodeDraft {
  readonly id: string;
  stops: PlannedStop[];
  allocations: { kind: UpdateKind | "placement"; allocation: Allocation }[];
  preemptions: PlannedPreemption[];
  revision: number;
}

/** What a planned stop writes, besides desired status `stop`. */
export interface StopOptions {
  readonly description: string;
  readonly clientStatus?: ClientStatus | undefined;
  readonly followupEvaluationId?: string | undefined;
}

/**
 * A plan while one scheduling attempt makes it (spec 01 §14.2): reconciling fills in stops and updates, placing adds
 * placements one by one, and placement looks at what is planned so far, node by node.
 */
export class PlanDraft {
  readonly evaluation: Evaluation;
  readonly job: Job | undefined;
  deployment: Deployment | undefined;
  readonly deploymentUpdates: DeploymentStatusUpdate[] = [];
  /** The node of every change so far, in order: who reckons from the draft reads on from where it stopped. */
  readonly changes: string[] = [];
  readonly #snapshotIndex: number;
  readonly #nodes = new Map<string, MutableNodeDraft>();

  constructor(evaluation: Evaluation, job: Job | undefined, snapshotIndex: number) {
    this.evaluation = evaluation;
    this.job = job;
    this.#snapshotIndex = snapshotIndex;
  }

  /** What is planned on a node; undefined while nothing is. */
  onNode(nodeId: string): NodeDraft | undefined {
    return this.#nodes.get(nodeId);
  }

  /** The nodes that the plan touches or touched, in the order of planning. */
  nodeIds(): Iterable<string> {
    return this.#nodes.keys();
  }

  stop(allocation: Allocation, options: StopOptions): void {
    const node = this.#node(allocation.nodeId);
    node.stops.push({
      allocationId: allocation.id,
      nodeId: allocation.nodeId,
      description: options.description,
      clientStatus: options.clientStatus,
      followupEvaluationId: options.followupEvaluationId,
    });
    this.#changed(node);
  }

  /** Takes a stop back, which works only for the last one planned on its node (spec 01 §14.4 step 9). */
  takeBackStop(allocation: Allocation): boolean {
    const node = this.#nodes.get(allocation.nodeId);
    if (node === undefined || node.stops.at(-1)?.allocationId !== allocation.id) return false;
    node.stops.pop();
    this.#changed(node);
    return true;
  }

  /** Takes a stop out wherever it stands (system jobs whose canaries wait, spec 04 §13.3). */
  withdrawStop(allocation: Allocation): void {
    const node = this.#nodes.get(allocation.nodeId);
    if (node === undefined) return;
    node.stops = node.stops.filter((stop) => stop.allocationId !== allocation.id);
    this.#changed(node);
  }

  /** Empties the description of a stop: the stopped allocation lives on in its replacement (spec 01 §14.4 step 8). */
  clearStopDescription(allocation: Allocation): void {
    const node = this.#nodes.get(allocation.nodeId);
    const at = node?.stops.findIndex((stop) => stop.allocationId === allocation.id) ?? -1;
    const stop = node?.stops[at];
    if (node !== undefined && stop !== undefined) node.stops[at] = { ...stop, description: "" };
  }

  /** The new value that is planned for an existing allocation, if there is one. */
  plannedUpdate(allocation: Allocation): Allocation | undefined {
    const planned = this.#nodes.get(allocation.nodeId)?.allocations ?? [];
    return planned.find((entry) => entry.allocation.id === allocation.id)?.allocation;
  }

  /** A new value of an existing allocation; it replaces one planned earlier for the same ID. */
  update(kind: UpdateKind, allocation: Allocation): void {
    const node = this.#node(allocation.nodeId);
    node.allocations = node.allocations.filter((planned) => planned.allocation.id !== allocation.id);
    node.allocations.push({ kind, allocation });
    this.#changed(node);
  }

  place(allocation: Allocation): void {
    const node = this.#node(allocation.nodeId);
    node.allocations.push({ kind: "placement", allocation });
    this.#changed(node);
  }

  /** Takes a placement back (system jobs over their limit, spec 04 §12.4). */
  takeBackPlacement(allocation: Allocation): void {
    const node = this.#nodes.get(allocation.nodeId);
    if (node === undefined) return;
    node.allocations = node.allocations.filter((planned) => planned.allocation.id !== allocation.id);
    this.#changed(node);
  }

  preempt(victim: Allocation, preemptedBy: string): void {
    const node = this.#node(victim.nodeId);
    node.preemptions.push({ allocationId: victim.id, nodeId: victim.nodeId, preemptedBy });
    this.#changed(node);
  }

  /** Nothing to submit; preemptions alone do not count (spec 01 §14.2 step 6). */
  isNoOp(): boolean {
    if (this.deployment !== undefined || this.deploymentUpdates.length > 0) return false;
    for (const node of this.#nodes.values()) if (node.stops.length > 0 || node.allocations.length > 0) return false;
    return true;
  }

  toPlan(annotations: PlanAnnotations): Plan {
    const nodes = [...this.#nodes.values()];
    const planned = nodes.flatMap((node) => node.allocations);
    return {
      evaluationId: this.evaluation.id,
      priority: this.evaluation.priority,
      allAtOnce: this.job?.allAtOnce ?? false,
      job: this.job,
      snapshotIndex: this.#snapshotIndex,
      stops: nodes.flatMap((node) => node.stops),
      updates: planned.flatMap(({ kind, allocation }) => (kind === "placement" ? [] : [{ kind, allocation }])),
      placements: planned.flatMap(({ kind, allocation }) => (kind === "placement" ? [allocation] : [])),
      preemptions: nodes.flatMap((node) => node.preemptions),
      deployment: this.deployment,
      deploymentUpdates: this.deploymentUpdates,
      annotations,
    };
  }

  #changed(node: MutableNodeDraft): void {
    node.revision++;
    this.changes.push(node.id);
  }

  #node(nodeId: string): MutableNodeDraft {
    let node = this.#nodes.get(nodeId);
    if (node === undefined) {
      node = { id: nodeId, stops: [], allocations: [], preemptions: [], revision: 0 };
      this.#nodes.set(nodeId, node);
    }
    return node;
  }
}
