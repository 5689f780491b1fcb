import type { Allocation } from "../model/allocation.js";
import { serverTerminal } from "../model/allocation.js";
import { allocationText } from "./descriptions.js";
import type { PlanDraft } from "./planDraft.js";
import type { Taints } from "./taint.js";
import { isDownOrGone } from "./taint.js";

/**
 * Gives up allocations that were told to stop and whose node went down before their client said so: they will never
 * finish, and become `lost`. Spec 01 §14.2 step 2.
 */
export function stopLostAllocations(plan: PlanDraft, allocations: readonly Allocation[], taints: Taints): void {
  for (const allocation of allocations) {
    if (!serverTerminal(allocation)) continue;
    if (allocation.clientStatus !== "running" && allocation.clientStatus !== "pending") continue;
    if (!isDownOrGone(taints.of(allocation.nodeId))) continue;
    plan.stop(allocation, { description: allocationText.lost, clientStatus: "lost" });
  }
}
