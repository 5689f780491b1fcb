import type { Job } from "../../model/job.js";
import type { AllocationMetrics } from "../../model/metrics.js";
import type { Node } from "../../model/node.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { PlanDraft } from "../planDraft.js";
import { Feasibility } from "./feasibility/feasibility.js";
import type { GroupAsk } from "./groupAsk.js";
import { GroupAsks } from "./groupAsk.js";
import { keptScores, SelectionMetrics } from "./metrics.js";
import { fitOn } from "./nodeFit.js";
import type { NodeView } from "./nodeView.js";
import { NodeViews } from "./nodeView.js";
import { scoreSystemNode, shownSystemScores } from "./score/nodeScore.js";
import { selectionOf } from "./selection.js";
import type { ClassVerdicts, Selection, SelectOptions, Stack } from "./stack.js";

/**
 * The stack of system and sysbatch jobs: the node is given, and is taken if it is feasible and has room, if need be by
 * preemption where the configuration has it on for the type. Spec 03 §6.6, §13.1.
 */
export function createSystemStack(
  state: Snapshot,
  plan: PlanDraft,
  options: { readonly type: "system" | "sysbatch" },
): Stack {
  return new SystemStack(state, plan, options.type);
}

class SystemStack implements Stack {
  readonly #state: Snapshot;
  readonly #plan: PlanDraft;
  readonly #mayPreempt: boolean;
  readonly #views: NodeViews;
  readonly #feasibility: Feasibility;
  readonly #metrics = new SelectionMetrics(keptScores);
  readonly #asks: GroupAsks;
  #nodes: readonly Node[] = [];
  #job: Job | undefined;
  #failed: TaskGroup | undefined;

  constructor(state: Snapshot, plan: PlanDraft, type: "system" | "sysbatch") {
    this.#state = state;
    this.#plan = plan;
    this.#mayPreempt = state.schedulerConfiguration.preemption[type];
    this.#asks = new GroupAsks(state.schedulerConfiguration.memoryOversubscription);
    this.#views = new NodeViews(plan);
    this.#feasibility = new Feasibility(state, plan);
  }

  setJob(job: Job): void {
    if (job === this.#job) return;
    this.#job = job;
    this.#feasibility.setJob(job);
  }

  setNodes(nodes: readonly Node[]): void {
    this.#nodes = nodes;
  }

  select(group: TaskGroup, options: SelectOptions): Selection | undefined {
    if (this.#job === undefined) throw new Error("a stack selects for a job: setJob comes first");
    const ask = this.#asks.of(this.#job, group);
    this.#views.catchUp();
    this.#metrics.reset();
    this.#feasibility.forgetClasses();
    this.#feasibility.begin(ask.job, group);
    this.#failed = undefined;
    for (const node of this.#nodes) {
      const view = this.#fitting(node, ask, options);
      if (view !== undefined) return selectionOf(view, ask, options.allocationName, this.#state, this.#plan);
    }
    this.#failed = group;
    return undefined;
  }

  metrics(): AllocationMetrics {
    return this.#metrics.toMetrics(this.#failed, shownSystemScores);
  }

  classVerdicts(): ClassVerdicts {
    return this.#feasibility.verdicts();
  }

  #fitting(node: Node, ask: GroupAsk, options: SelectOptions): NodeView | undefined {
    const view = this.#views.of(node);
    this.#metrics.evaluate();
    view.classRecord = undefined;
    view.lookFor(ask, this.#state, this.#plan);
    const reason = this.#feasibility.filterReason(view, ask, options.allocationName, false);
    if (reason !== undefined) {
      this.#metrics.filter(node, reason);
      return undefined;
    }
    const { algorithm } = this.#state.schedulerConfiguration;
    const fit = fitOn(view, ask, { algorithm, preempt: options.preempt && this.#mayPreempt });
    view.fit = fit;
    if (fit.exhausted !== undefined) this.#metrics.exhaust(node, fit.exhausted);
    if (fit.resources === undefined) return undefined;
    scoreSystemNode(view);
    this.#metrics.score(view);
    return view;
  }
}
