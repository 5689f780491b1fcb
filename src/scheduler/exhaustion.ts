import type { AllocationMetrics } from "../model/metrics.js";
import type { TaskGroup } from "../model/taskGroup.js";
import { withResourcesExhausted } from "./placement/metrics.js";

/**
 * The metrics of a failed group after one more of its allocations was given up untried: it is counted, and what it would
 * have asked for is added. Spec 01 §14.4 step 2, spec 03 §14.1.
 */
export function coalesced(metrics: AllocationMetrics, group: TaskGroup): AllocationMetrics {
  return withResourcesExhausted({ ...metrics, coalescedFailures: metrics.coalescedFailures + 1 }, group);
}
