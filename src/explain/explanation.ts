import type { Instant } from "../model/time.js";

/** Why something is as it is, and what happens next by itself. */
export interface Explanation {
  /** What is explained, for instance `Allocation 091377e5 (example.web[0])`. */
  readonly heading: string;
  /** Whole sentences, the most important first. */
  readonly reasons: readonly string[];
  /** What will happen unless something else comes first, the next one first. */
  readonly next: readonly Prediction[];
}

/** Something that happens at an instant if nothing else happens to its subject before. */
export interface Prediction {
  readonly at: Instant;
  /** A part of a sentence that follows "in 7s: ". */
  readonly text: string;
  readonly claim: Claim;
}

/** What a prediction says, so that it can be held against what then really happened. */
export type Claim =
  | { readonly kind: "allocation health"; readonly allocationId: string; readonly healthy: boolean }
  | { readonly kind: "task starts"; readonly allocationId: string; readonly task: string }
  | { readonly kind: "task ends"; readonly allocationId: string; readonly task: string }
  | { readonly kind: "deployment deadline"; readonly deploymentId: string; readonly fails: boolean }
  | { readonly kind: "evaluation starts"; readonly evaluationId: string };

/** The explanation of several parts as one: reasons in order, predictions by time. */
export function merged(heading: string, parts: readonly Explanation[]): Explanation {
  return {
    heading,
    reasons: parts.flatMap((part) => part.reasons),
    next: inOrder(parts.flatMap((part) => part.next)),
  };
}

export function inOrder(predictions: readonly Prediction[]): readonly Prediction[] {
  return [...predictions].sort((a, b) => a.at - b.at);
}
