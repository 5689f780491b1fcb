import type { Attempt, Conclusion } from "../../../src/model/attempt.js";
import { firstAttempt } from "../../../src/model/attempt.js";
import { attempt, conclude } from "../../../src/scheduler/schedule.js";
import type { Case } from "./state.js";

/** What the scheduler made of a case. */
export interface Decision {
  readonly attempt: Attempt;
  readonly conclusion: Conclusion;
}

/** Processes the evaluation: the plan is committed in full, as in the recordings (FORMAT.md, "Worth knowing"). */
export function decide({ state, evaluation }: Case): Decision {
  const made = attempt(state, evaluation, firstAttempt);
  const after = { ...state, identifiers: made.identifiers };
  if (made.plan === undefined) return { attempt: made, conclusion: conclude(after, evaluation, made, undefined) };
  const placed: Record<string, number> = {};
  for (const { taskGroup } of made.plan.placements) placed[taskGroup] = (placed[taskGroup] ?? 0) + 1;
  const result = { progress: true, refresh: false, placed, full: true };
  return { attempt: made, conclusion: conclude(after, evaluation, made, result) };
}
