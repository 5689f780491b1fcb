import type { GroupAsk } from "../groupAsk.js";
import type { NodeView } from "../nodeView.js";
import { affinityScore } from "./affinity.js";
import { preemptionScore } from "./preemption.js";
import type { SpreadScorer } from "./spread.js";

const penaltyScore = -1;

/**
 * A fitting node's final score: the plain mean of the scores that apply to it, added up in Nomad's order. Whether one
 * applies matters as much as its value. Spec 03 §11.
 */
export function scoreNode(
  view: NodeView,
  ask: GroupAsk,
  penaltyNodeIds: ReadonlySet<string>,
  spread: SpreadScorer,
): void {
  const { fit } = view;
  if (fit === undefined) return;
  let sum = fit.binpack;
  let count = 1;
  if (fit.deviceScore !== undefined) {
    sum += fit.deviceScore;
    count++;
  }
  view.antiAffinity = view.collisions > 0 ? -(view.collisions + 1) / ask.group.count : 0;
  if (view.collisions > 0) {
    sum += view.antiAffinity;
    count++;
  }
  view.penalty = penaltyNodeIds.size > 0 && penaltyNodeIds.has(view.node.id) ? penaltyScore : 0;
  if (view.penalty !== 0) {
    sum += view.penalty;
    count++;
  }
  if (ask.affinities.length > 0) {
    view.affinity ??= affinityScore(ask, view.node);
    sum += view.affinity;
    count++;
  }
  view.spreadBoost = spread.boost(view);
  if (view.spreadBoost !== 0) {
    sum += view.spreadBoost;
    count++;
  }
  if (fit.victims.length > 0) {
    sum += preemptionScore(fit.victims);
    count++;
  }
  view.finalScore = sum / count;
}

/** A system job's node has no rivals: how it is filled, and how well its devices suit. Spec 03 §13.1. */
export function scoreSystemNode(view: NodeView): void {
  const { fit } = view;
  if (fit === undefined) return;
  view.finalScore = fit.deviceScore === undefined ? fit.binpack : (fit.binpack + fit.deviceScore) / 2;
}

/** The scores by name; some are shown as 0 where they do not apply (spec 03 §11). */
export function shownScores(view: NodeView): Readonly<Record<string, number>> {
  const { fit } = view;
  const scores: Record<string, number> = {
    binpack: fit?.binpack ?? 0,
    "job-anti-affinity": view.antiAffinity,
    "node-reschedule-penalty": view.penalty,
    "node-affinity": view.affinity ?? 0,
  };
  if (fit?.deviceScore !== undefined) scores.devices = fit.deviceScore;
  if (view.spreadBoost !== 0) scores["allocation-spread"] = view.spreadBoost;
  if (fit !== undefined && fit.victims.length > 0) scores.preemption = preemptionScore(fit.victims);
  return scores;
}

export function shownSystemScores({ fit }: NodeView): Readonly<Record<string, number>> {
  const scores: Record<string, number> = { binpack: fit?.binpack ?? 0 };
  if (fit?.deviceScore !== undefined) scores.devices = fit.deviceScore;
  return scores;
}
