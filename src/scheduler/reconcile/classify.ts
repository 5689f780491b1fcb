import type { Allocation } from "../../model/allocation.js";
import { clientTerminal, groupOf, isCanary, serverTerminal } from "../../model/allocation.js";
import type { DisconnectBlock } from "../../model/taskGroup.js";
import { noDisconnectBlock } from "../../model/taskGroup.js";
import type { Instant } from "../../model/time.js";
import type { Taint, Taints } from "../taint.js";
import { isDisconnected, isServing } from "../taint.js";
import type { AllocationSet } from "./allocationSet.js";
import { inIndexOrder } from "./allocationSet.js";

/** What an allocation's own state and its node make of it, before counts and versions are looked at. */
export type AllocationClass =
  | "untainted"
  | "migrate"
  | "lost"
  | "disconnecting"
  | "reconnecting"
  | "ignore"
  | "expiring";

/** Decides the class of one allocation: the first rule that matches, in the order of spec 01 §6. */
export function classify(allocation: Allocation, taint: Taint, now: Instant): AllocationClass {
  const returning = isReturning(allocation);
  const gone = serverTerminal(allocation);
  const status = allocation.clientStatus;
  if (returning && allocation.desiredStatus === "run" && status === "failed") return "reconnecting";
  if (gone && !returning) return allocation.desiredTransition.migrateDisablePlacement === true ? "untainted" : "ignore";
  if (clientTerminal(allocation) && !returning) {
    return isCanary(allocation) && isMarkedToMigrate(allocation) ? "migrate" : "untainted";
  }
  if (hasExpired(allocation, now)) return "expiring";
  if (returning && status === "failed" && allocation.desiredStatus === "stop") return "ignore";
  if (isDisconnected(taint)) return classifyOnDisconnectedNode(allocation);
  if (isMarkedToMigrate(allocation)) return "migrate";
  if (isServing(taint)) return returning ? "reconnecting" : "untainted";
  if (taint === "none" || taint === "gone") return "lost";
  if (taint.status === "down") return classifyOnDownNode(allocation);
  return "untainted";
}

function classifyOnDisconnectedNode(allocation: Allocation): AllocationClass {
  if (allocation.clientStatus === "unknown") return "untainted";
  if (allocation.clientStatus === "pending") return "lost";
  return disconnectBlockOf(allocation).lostAfterMs === 0 ? "lost" : "disconnecting";
}

function classifyOnDownNode(allocation: Allocation): AllocationClass {
  if (disconnectBlockOf(allocation).replace) return "lost";
  if (allocation.clientStatus === "unknown") return "untainted";
  return allocation.clientStatus === "running" ? "disconnecting" : "lost";
}

/** It was `unknown`, and its return was not recorded yet: "reconnecting-pending" in spec 01 §6. */
function isReturning(allocation: Allocation): boolean {
  const history = allocation.clientStatusHistory;
  if (history.length === 0) return false;
  const status = allocation.clientStatus;
  if (status !== "unknown" && status !== "running" && status !== "failed") return false;
  return history[history.length - 1]?.value === "unknown";
}

function isMarkedToMigrate(allocation: Allocation): boolean {
  return allocation.desiredTransition.migrate === true;
}

/** It has been `unknown` for `lost_after`; with `lost_after` 0 at once (spec 01 §6 rule 6). */
export function hasExpired(allocation: Allocation, now: Instant): boolean {
  if (allocation.clientStatus !== "unknown") return false;
  return lastUnknownTime(allocation) + disconnectBlockOf(allocation).lostAfterMs <= now;
}

/** When the present stretch of `unknown` began: the earliest entry of the trailing run (spec 01 §6). */
export function lastUnknownTime(allocation: Allocation): Instant {
  const history = allocation.clientStatusHistory;
  let since: Instant = 0;
  for (let at = history.length - 1; at >= 0; at--) {
    const entry = history[at];
    if (entry === undefined || entry.value !== "unknown") break;
    since = entry.time;
  }
  return since;
}

/** The settings of the allocation's own job version. */
export function disconnectBlockOf(allocation: Allocation): DisconnectBlock {
  return groupOf(allocation)?.disconnect ?? noDisconnectBlock;
}

export type ClassifiedSets = Readonly<Record<AllocationClass, AllocationSet>>;

/** Classifies a set; all classes but the large ones, untainted and ignore, come in index order. */
export function classifyAll(set: AllocationSet, taints: Taints, now: Instant): ClassifiedSets {
  const sets: Record<AllocationClass, Allocation[]> = {
    untainted: [],
    migrate: [],
    lost: [],
    disconnecting: [],
    reconnecting: [],
    ignore: [],
    expiring: [],
  };
  for (const allocation of set) sets[classify(allocation, taints.of(allocation.nodeId), now)].push(allocation);
  return {
    untainted: sets.untainted,
    migrate: inIndexOrder(sets.migrate),
    lost: inIndexOrder(sets.lost),
    disconnecting: inIndexOrder(sets.disconnecting),
    reconnecting: inIndexOrder(sets.reconnecting),
    ignore: sets.ignore,
    expiring: inIndexOrder(sets.expiring),
  };
}
