import type { Allocation } from "../../model/allocation.js";
import { lastRescheduleFailed, ranSuccessfully, terminal } from "../../model/allocation.js";
import type { Deployment } from "../../model/deployment.js";
import { isActive } from "../../model/deployment.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import type { AllocationSet } from "./allocationSet.js";
import { inIndexOrder } from "./allocationSet.js";
import { disconnectBlockOf, lastUnknownTime } from "./classify.js";
import type { Appointment } from "./followups.js";
import type { RescheduleVerdict } from "./rescheduleDelay.js";
import { lastEventTime, policyEnabled, reschedulePolicyOf, rescheduleVerdict } from "./rescheduleDelay.js";

/** Due within this time counts as due now (spec 01 §2). */
const rescheduleWindowMs: Milliseconds = 1000;

/** What the reschedule filter has to know besides the allocations. */
export interface RescheduleCircumstances {
  readonly batch: boolean;
  readonly now: Instant;
  readonly evaluationId: string;
  readonly currentDeployment: Deployment | undefined;
}

/** What is left of a set: those that stay, those replaced now, and of those that stay the ones replaced later. */
export interface RescheduleSplit {
  readonly untainted: AllocationSet;
  readonly now: AllocationSet;
  readonly later: readonly Appointment[];
}

/**
 * Decides which allocations of a set keep their slot, which are replaced now or later, and which do not count any more.
 * Spec 01 §7.1.
 *
 * @param disconnecting Whether the set holds the allocations of nodes that were just cut off.
 */
export function filterReschedules(
  set: AllocationSet,
  circumstances: RescheduleCircumstances,
  disconnecting: boolean,
): RescheduleSplit {
  const untainted: Allocation[] = [];
  const now: Allocation[] = [];
  const later: Appointment[] = [];
  for (const allocation of set) {
    if (disconnecting && allocation.clientStatus === "unknown") continue;
    if (allocation.nextAllocation !== undefined && terminal(allocation)) continue;
    const look = circumstances.batch ? batchSlot(allocation) : serviceSlot(allocation);
    if (look === "drop") continue;
    if (look === "keep" && !disconnecting) {
      untainted.push(allocation);
      continue;
    }
    const due = rescheduleDue(allocation, circumstances, disconnecting);
    if (due === "now") {
      now.push(allocation);
      continue;
    }
    untainted.push(allocation);
    if (due !== "never") later.push({ allocation, time: due.time });
  }
  return { untainted, now: inIndexOrder(now), later };
}

type Slot = "keep" | "drop" | "go on";

/** Whether a batch allocation keeps its slot for good, gives it up, or may be rescheduled (spec 01 §7.1 step 3). */
function batchSlot(allocation: Allocation): Slot {
  if (allocation.desiredTransition.migrateDisablePlacement === true) return "keep";
  if (allocation.desiredTransition.reschedule === true) return "go on";
  if (allocation.desiredStatus === "stop") {
    if (ranSuccessfully(allocation)) return "keep";
    return lastRescheduleFailed(allocation) ? "go on" : "drop";
  }
  if (allocation.desiredStatus === "evict") return "drop";
  return allocation.clientStatus === "failed" ? "go on" : "keep";
}

function serviceSlot(allocation: Allocation): Slot {
  if (allocation.desiredStatus !== "run") return lastRescheduleFailed(allocation) ? "go on" : "drop";
  return allocation.clientStatus === "complete" || allocation.clientStatus === "lost" ? "drop" : "go on";
}

/** Whether an allocation is replaced now, later (and when) or never. Spec 01 §7.2. */
function rescheduleDue(
  allocation: Allocation,
  circumstances: RescheduleCircumstances,
  disconnecting: boolean,
): "now" | "never" | { readonly time: Instant } {
  const { currentDeployment, evaluationId, now } = circumstances;
  if (
    currentDeployment !== undefined &&
    allocation.deploymentId === currentDeployment.id &&
    isActive(currentDeployment) &&
    allocation.desiredTransition.reschedule !== true
  ) {
    return "never";
  }
  if (allocation.desiredTransition.forceReschedule === true) return "now";
  if (disconnecting && !disconnectBlockOf(allocation).replace) return "never";
  const verdict = verdictFor(allocation, circumstances, disconnecting);
  if (verdict === undefined || !verdict.eligible) return "never";
  if (allocation.followupEvaluationId === evaluationId) return "now";
  if (verdict.time - now <= rescheduleWindowMs) return "now";
  return allocation.followupEvaluationId === undefined ? { time: verdict.time } : "never";
}

/** Undefined: the allocation's state or its policy rules it out (spec 01 §7.2 step 4). */
function verdictFor(
  allocation: Allocation,
  circumstances: RescheduleCircumstances,
  disconnecting: boolean,
): RescheduleVerdict | undefined {
  const failTime = failTimeOf(allocation, circumstances, disconnecting);
  if (failTime === undefined) return undefined;
  const policy = reschedulePolicyOf(allocation);
  return policyEnabled(policy) ? rescheduleVerdict(allocation, policy, failTime) : undefined;
}

/** From when the delay counts; undefined: there is nothing to reschedule. */
function failTimeOf(
  allocation: Allocation,
  circumstances: RescheduleCircumstances,
  disconnecting: boolean,
): Instant | undefined {
  if (disconnecting) return circumstances.now;
  const { clientStatus, desiredStatus, desiredTransition } = allocation;
  if (clientStatus === "unknown" && allocation.followupEvaluationId === circumstances.evaluationId) {
    return lastUnknownTime(allocation);
  }
  const stoppedToMove = circumstances.batch && desiredTransition.reschedule === true;
  if (clientStatus !== "failed" && clientStatus !== "lost" && !stoppedToMove) return undefined;
  if (desiredStatus === "stop" && !lastRescheduleFailed(allocation)) return undefined;
  return lastEventTime(allocation);
}
