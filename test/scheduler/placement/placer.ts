import type { Job } from "../../../src/model/job.js";
import type { AllocationMetrics } from "../../../src/model/metrics.js";
import type { Node } from "../../../src/model/node.js";
import type { Snapshot } from "../../../src/model/snapshot.js";
import type { TaskGroup } from "../../../src/model/taskGroup.js";
import { createServiceStack } from "../../../src/scheduler/placement/serviceStack.js";
import type { Selection, SelectOptions, Stack } from "../../../src/scheduler/placement/stack.js";
import type { PlanDraft } from "../../../src/scheduler/planDraft.js";
import { allocationOf, groupOf, planOf } from "./worldOf.js";

/** A stack with its plan, which places allocation after allocation as a scheduler would. */
export class Placer {
  readonly plan: PlanDraft;
  readonly stack: Stack;
  readonly #job: Job;
  #placed = 0;

  /** @param nodes The candidates in the order to look at them; all of the state's by ID unless given. */
  constructor(state: Snapshot, job: Job, nodes: readonly Node[] = state.nodes.valuesArray()) {
    this.#job = job;
    this.plan = planOf(job);
    const type = job.type === "batch" ? "batch" : "service";
    this.stack = createServiceStack(state, this.plan, { type, scoresKept: 64 });
    this.stack.setJob(job);
    this.stack.setNodes(nodes);
  }

  group(name?: string): TaskGroup {
    return this.#job.taskGroups.find((group) => name === undefined || group.name === name) ?? groupOf();
  }

  select(options: Partial<SelectOptions> = {}, group = this.group()): Selection | undefined {
    const allocationName = `${this.#job.id}.${group.name}[${this.#placed}]`;
    return this.stack.select(group, { allocationName, penaltyNodeIds: new Set(), preempt: false, ...options });
  }

  /** Puts an allocation of the group on a node into the plan. */
  put(nodeId: string, group = this.group()): void {
    const name = `${this.#job.id}.${group.name}[${this.#placed}]`;
    this.plan.place(
      allocationOf(`placed-${this.#placed++}`, nodeId, this.#job, {
        name,
        taskGroup: group.name,
        clientStatus: "pending",
      }),
    );
  }

  /** Selects a node, places there and says where. */
  place(options: Partial<SelectOptions> = {}, group = this.group()): string | undefined {
    const selection = this.select(options, group);
    if (selection !== undefined) this.put(selection.node.id, group);
    return selection?.node.id;
  }

  metrics(): AllocationMetrics {
    return this.stack.metrics();
  }

  /** One named score of each node of the last selection. */
  scores(name: string): Record<string, number | undefined> {
    return Object.fromEntries(this.metrics().scoreMetadata.map(({ nodeId, scores }) => [nodeId, scores[name]]));
  }

  finalScores(): Record<string, number> {
    return Object.fromEntries(this.metrics().scoreMetadata.map(({ nodeId, normScore }) => [nodeId, normScore]));
  }
}
