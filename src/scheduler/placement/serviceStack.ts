import type { Job } from "../../model/job.js";
import type { AllocationMetrics } from "../../model/metrics.js";
import type { Node } from "../../model/node.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { PlanDraft } from "../planDraft.js";
import { Candidates } from "./candidates.js";
import { Feasibility } from "./feasibility/feasibility.js";
import type { GroupAsk } from "./groupAsk.js";
import { GroupAsks } from "./groupAsk.js";
import { candidateLimit, LimitedOptions } from "./limit.js";
import { keptScores, SelectionMetrics } from "./metrics.js";
import type { FitRules } from "./nodeFit.js";
import { fitOn } from "./nodeFit.js";
import type { NodeView } from "./nodeView.js";
import { NodeViews } from "./nodeView.js";
import { scoreNode, shownScores } from "./score/nodeScore.js";
import { SpreadScorer } from "./score/spread.js";
import { selectionOf } from "./selection.js";
import type { ClassVerdicts, Selection, SelectOptions, Stack } from "./stack.js";

/** What a stack is made for. */
export interface ServiceStackOptions {
  readonly type: "service" | "batch";
  /** How many of the best scores metrics show; five, as in Nomad, unless given. */
  readonly scoresKept?: number;
}

/**
 * The stack of service and batch jobs: shuffled candidates, feasibility, fit, scores, and the best of a limited number
 * of options. Spec 03 §6.6, §7.
 */
export function createServiceStack(state: Snapshot, plan: PlanDraft, options: ServiceStackOptions): Stack {
  return new ServiceStack(state, plan, options);
}

class ServiceStack implements Stack {
  readonly #state: Snapshot;
  readonly #plan: PlanDraft;
  readonly #type: "service" | "batch";
  readonly #views: NodeViews;
  readonly #candidates: Candidates;
  readonly #feasibility: Feasibility;
  readonly #spread: SpreadScorer;
  readonly #metrics: SelectionMetrics;
  readonly #options = new LimitedOptions(() => this.#nextScored());
  readonly #asks: GroupAsks;
  #job: Job | undefined;
  #limit = 0;
  #ask: GroupAsk | undefined;
  #circumstances: SelectOptions = { allocationName: "", penaltyNodeIds: new Set(), preempt: false };
  #rules: FitRules;
  #failed: TaskGroup | undefined;

  constructor(state: Snapshot, plan: PlanDraft, options: ServiceStackOptions) {
    this.#state = state;
    this.#plan = plan;
    this.#type = options.type;
    this.#asks = new GroupAsks(state.schedulerConfiguration.memoryOversubscription);
    this.#views = new NodeViews(plan);
    this.#candidates = new Candidates(this.#views);
    this.#feasibility = new Feasibility(state, plan);
    this.#spread = new SpreadScorer(state, plan);
    this.#metrics = new SelectionMetrics(options.scoresKept ?? keptScores);
    this.#rules = { algorithm: state.schedulerConfiguration.algorithm, preempt: false };
  }

  setJob(job: Job): void {
    if (job === this.#job) return;
    this.#job = job;
    this.#feasibility.setJob(job);
    this.#spread.setJob();
  }

  setNodes(nodes: readonly Node[]): void {
    this.#candidates.set(nodes);
    this.#limit = candidateLimit(this.#type, nodes.length);
  }

  select(group: TaskGroup, options: SelectOptions): Selection | undefined {
    const { preferredNode } = options;
    if (preferredNode === undefined) return this.#selectAmongCandidates(group, options);
    const all = this.#candidates.nodes;
    this.#candidates.set([preferredNode]);
    const preferred = this.#selectAmongCandidates(group, options);
    this.#candidates.set(all);
    return preferred ?? this.#selectAmongCandidates(group, options);
  }

  metrics(): AllocationMetrics {
    return this.#metrics.toMetrics(this.#failed, shownScores);
  }

  classVerdicts(): ClassVerdicts {
    return this.#feasibility.verdicts();
  }

  #selectAmongCandidates(group: TaskGroup, options: SelectOptions): Selection | undefined {
    const ask = this.#begin(group, options);
    let best: NodeView | undefined;
    for (let option = this.#options.next(); option !== undefined; option = this.#options.next()) {
      if (best === undefined || option.finalScore > best.finalScore) best = option;
    }
    this.#failed = best === undefined ? group : undefined;
    if (best === undefined) return undefined;
    return selectionOf(best, ask, options.allocationName, this.#state, this.#plan);
  }

  #begin(group: TaskGroup, options: SelectOptions): GroupAsk {
    if (this.#job === undefined) throw new Error("a stack selects for a job: setJob comes first");
    const ask = this.#asks.of(this.#job, group);
    this.#ask = ask;
    this.#circumstances = options;
    if (options.preempt !== this.#rules.preempt) this.#rules = { ...this.#rules, preempt: options.preempt };
    this.#views.catchUp();
    this.#candidates.begin();
    this.#metrics.reset();
    this.#feasibility.begin(ask.job, group);
    this.#spread.begin(ask.job, group);
    if (ask.comparesMore) {
      const enlarged = this.#state.schedulerConfiguration.nodeLimitForFeasibilityChecks || 100;
      this.#limit = Math.max(group.count, enlarged);
    }
    this.#options.begin(this.#limit);
    return ask;
  }

  /** The next candidate that is feasible and has room, with its score. */
  #nextScored(): NodeView | undefined {
    const ask = this.#ask;
    if (ask === undefined) return undefined;
    for (let view = this.#candidates.next(); view !== undefined; view = this.#candidates.next()) {
      this.#metrics.evaluate();
      view.lookFor(ask, this.#state, this.#plan);
      const reason = this.#feasibility.filterReason(view, ask, this.#circumstances.allocationName, true);
      if (reason !== undefined) {
        this.#metrics.filter(view.node, reason);
        continue;
      }
      // With preemption everything is reckoned anew: that is rare, and victims depend on the moment.
      if (view.fit === undefined || this.#rules.preempt || view.fit.victims.length > 0) {
        view.fit = fitOn(view, ask, this.#rules);
      }
      if (view.fit.exhausted !== undefined) this.#metrics.exhaust(view.node, view.fit.exhausted);
      if (view.fit.resources === undefined) continue;
      scoreNode(view, ask, this.#circumstances.penaltyNodeIds, this.#spread);
      this.#metrics.score(view);
      return view;
    }
    return undefined;
  }
}
