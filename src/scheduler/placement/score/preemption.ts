import type { Allocation } from "../../../model/allocation.js";

const steepness = 0.0048;
const middle = 2048;

/** Near 1 for victims of usual priorities, lower the more and the higher they are. Spec 03 §12.4. */
export function preemptionScore(victims: readonly Allocation[]): number {
  let highest = 0;
  let sum = 0;
  for (const { job } of victims) {
    highest = Math.max(highest, job.priority);
    sum += job.priority;
  }
  const net = highest + (highest === 0 ? 0 : sum / highest);
  return 1 / (1 + Math.exp(steepness * (net - middle)));
}
