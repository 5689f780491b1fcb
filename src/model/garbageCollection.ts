import type { Instant, Milliseconds } from "./time.js";
import type { TimerKey } from "./timers.js";

/** What the leader collects when it is over and old; each kind has a collector of its own (spec 05 §16). */
export type Collectable = "jobs" | "evaluations" | "deployments" | "nodes";

/** How often the collectors look, and how old what they take has to be at least. */
export interface CollectionSettings {
  readonly intervalMs: Milliseconds;
  /** Since the job was submitted; its evaluations and allocations since they changed. */
  readonly jobThresholdMs: Milliseconds;
  readonly evaluationThresholdMs: Milliseconds;
  readonly batchEvaluationThresholdMs: Milliseconds;
  readonly deploymentThresholdMs: Milliseconds;
  /** Since the node went down. */
  readonly nodeThresholdMs: Milliseconds;
}

const minuteMs = 60_000;

/** Nomad's defaults (spec 05 §16). */
export const defaultCollection: CollectionSettings = {
  intervalMs: 5 * minuteMs,
  jobThresholdMs: 240 * minuteMs,
  evaluationThresholdMs: 60 * minuteMs,
  batchEvaluationThresholdMs: 1_440 * minuteMs,
  deploymentThresholdMs: 60 * minuteMs,
  nodeThresholdMs: 1_440 * minuteMs,
};

/**
 * The leader's collectors. Each would look every few minutes; one that cannot find anything before a certain moment sleeps
 * until then, so that a quiet cluster stays quiet.
 */
export interface Collectors {
  /** The looks happen at whole intervals from here: when the leader took over. */
  readonly since: Instant;
  /** When each looks next; it sleeps where there is none. */
  readonly looks: { readonly [What in Collectable]?: Look | undefined };
}

export interface Look {
  readonly due: Instant;
  readonly timer: TimerKey;
}
