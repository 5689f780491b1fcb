import type { Allocation } from "../../model/allocation.js";
import type { Deployment } from "../../model/deployment.js";
import { isActive } from "../../model/deployment.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Identifiers } from "../../model/identifiers.js";
import type { Job } from "../../model/job.js";
import type { AllocationMetrics } from "../../model/metrics.js";
import type { Node } from "../../model/node.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { blockedEvaluation } from "../blockedEvaluation.js";
import { allocationText } from "../descriptions.js";
import { coalesced } from "../exhaustion.js";
import { newAllocation } from "../newAllocation.js";
import type { ReadyNodes } from "../placement/readyNodes.js";
import type { Selection, Stack } from "../placement/stack.js";
import { createSystemStack } from "../placement/systemStack.js";
import type { PlanDraft } from "../planDraft.js";
import { resourcesInPlace } from "../reconcile/changes.js";
import type { WantedPlacement } from "./diff.js";
import type { Tallies } from "./findings.js";

const noPenalties: ReadonlySet<string> = new Set();

/**
 * Places allocations of system jobs, each on its own node, and sorts out why some cannot be placed. Spec 04 §12.5, spec 03
 * §13.
 */
export class SystemPlacing {
  /** Per group: the failure that is reported. */
  readonly failed = new Map<string, AllocationMetrics>();
  /** Blocked evaluations: one for the first full node of each group. */
  readonly created: Evaluation[] = [];
  /** Victims of the placements so far, those of withdrawn ones too. */
  readonly preempted: string[] = [];

  readonly #state: Snapshot;
  readonly #evaluation: Evaluation;
  readonly #job: Job;
  readonly #plan: PlanDraft;
  readonly #identifiers: Identifiers;
  readonly #ready: ReadyNodes;
  readonly #tallies: Tallies;
  readonly #filtered = new Map<string, AllocationMetrics>();
  #stack: Stack | undefined;

  constructor(
    state: Snapshot,
    evaluation: Evaluation,
    job: Job,
    plan: PlanDraft,
    identifiers: Identifiers,
    ready: ReadyNodes,
    tallies: Tallies,
  ) {
    this.#state = state;
    this.#evaluation = evaluation;
    this.#job = job;
    this.#plan = plan;
    this.#identifiers = identifiers;
    this.#ready = ready;
    this.#tallies = tallies;
  }

  /** The allocation in the new version, if its group is feasible on its node while it makes room (spec 03 §6.5). */
  fitInPlace(allocation: Allocation, node: Node, group: TaskGroup): Allocation | undefined {
    this.#plan.stop(allocation, { description: allocationText.updatingInPlace });
    const selection = this.#select(allocation.name, node, group);
    this.#plan.takeBackStop(allocation);
    if (selection === undefined) return undefined;
    return {
      ...allocation,
      job: this.#job,
      evaluationId: this.#evaluation.id,
      resources: resourcesInPlace(allocation.resources, selection.resources),
      metrics: this.#metrics(),
    };
  }

  /** Places one allocation on its node; undefined: the node is not feasible, or full. */
  place(wanted: WantedPlacement, canary: boolean, deployment: Deployment | undefined): Allocation | undefined {
    const node = this.#state.nodes.get(wanted.nodeId);
    const selection = node === undefined ? undefined : this.#select(wanted.name, node, wanted.group);
    if (selection === undefined) {
      this.#recordFailure(wanted);
      return undefined;
    }
    const allocation = newAllocation({
      id: this.#identifiers.allocation(wanted.group.name),
      name: wanted.name,
      job: this.#job,
      group: wanted.group.name,
      evaluation: this.#evaluation,
      selection,
      metrics: this.#metrics(),
      deploymentId: deployment !== undefined && isActive(deployment) ? deployment.id : undefined,
      canary,
      previous: wanted.previous,
      now: this.#state.now,
    });
    this.#plan.place(allocation);
    for (const victim of selection.victims) {
      this.#plan.preempt(victim, allocation.id);
      this.preempted.push(victim.id);
      // Services count their victims always, system jobs in dry runs only (recorded).
      if (this.#evaluation.annotatePlan) this.#tallies.of(wanted.group.name).counters.preemptions++;
    }
    return allocation;
  }

  /** Preemption is part of the stack here: it is not a second try, and an in-place test may count on it as well. */
  #select(name: string, node: Node, group: TaskGroup): Selection | undefined {
    const stack = this.#ownStack();
    stack.setNodes([node]);
    return stack.select(group, { allocationName: name, penaltyNodeIds: noPenalties, preempt: this.#mayPreempt() });
  }

  #ownStack(): Stack {
    if (this.#stack === undefined) {
      const type = this.#evaluation.type === "sysbatch" ? "sysbatch" : "system";
      this.#stack = createSystemStack(this.#state, this.#plan, { type });
      this.#stack.setJob(this.#job);
    }
    return this.#stack;
  }

  #mayPreempt(): boolean {
    const { preemption } = this.#state.schedulerConfiguration;
    return this.#evaluation.type === "sysbatch" ? preemption.sysbatch : preemption.system;
  }

  #metrics(): AllocationMetrics {
    const available = { nodesAvailable: this.#ready.byDatacenter, nodesInPool: this.#ready.nodes.length };
    return { ...this.#ownStack().metrics(), ...available };
  }

  #recordFailure({ group, nodeId }: WantedPlacement): void {
    const metrics = this.#ownStack().metrics();
    if (metrics.nodesFiltered > 0) this.#recordFiltered(group, metrics);
    else this.#recordExhausted(group, nodeId);
  }

  /** A constraint that excludes some nodes is silent; one that excludes all is reported. */
  #recordFiltered(group: TaskGroup, metrics: AllocationMetrics): void {
    const tally = this.#tallies.of(group.name);
    tally.queued--;
    tally.filtered++;
    const merged = mergedMetrics(this.#filtered.get(group.name), metrics);
    this.#filtered.set(group.name, merged);
    if (tally.queued <= 0 && tally.kept === 0) this.failed.set(group.name, merged);
  }

  /** The first full node of a group gets a blocked evaluation, further ones are only counted. */
  #recordExhausted(group: TaskGroup, nodeId: string): void {
    const failure = this.failed.get(group.name);
    if (failure !== undefined) {
      this.failed.set(group.name, coalesced(failure, group));
      return;
    }
    this.failed.set(group.name, this.#metrics());
    const failedTaskGroups = Object.fromEntries(this.failed);
    const id = this.#identifiers.evaluation();
    const verdicts = this.#ownStack().classVerdicts();
    this.created.push(blockedEvaluation(this.#state, this.#evaluation, id, failedTaskGroups, verdicts, nodeId));
  }
}

/** The metrics of all nodes that were filtered out for one group, added up. */
function mergedMetrics(sum: AllocationMetrics | undefined, metrics: AllocationMetrics): AllocationMetrics {
  if (sum === undefined) return metrics;
  return {
    ...sum,
    nodesEvaluated: sum.nodesEvaluated + metrics.nodesEvaluated,
    nodesFiltered: sum.nodesFiltered + metrics.nodesFiltered,
    classFiltered: addedCounts(sum.classFiltered, metrics.classFiltered),
    constraintFiltered: addedCounts(sum.constraintFiltered, metrics.constraintFiltered),
  };
}

function addedCounts(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum: Record<string, number> = { ...a };
  for (const [key, count] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}
