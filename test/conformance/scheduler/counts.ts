import type { Json } from "../json.js";
import { flag, number, text } from "../json.js";
import { listOf } from "./canonical.js";
import type { Recording } from "./recording.js";

/** What `counts` counts of a plan: kinds of changes, where only their numbers are stable (FORMAT.md, "Comparing"). */
export function countsOf(recording: Recording, plan: Json | undefined): Readonly<Record<string, number>> {
  const stored = new Map((recording.allocations ?? []).map((allocation) => [text(allocation, "ID"), allocation]));
  const counts: Record<string, number> = {};
  const count = (key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const stop of listOf(plan, "Stops")) {
    const allocation = stored.get(text(stop, "ID")) ?? {};
    const status = text(stop, "ClientStatus") || text(allocation, "ClientStatus");
    count(`Stops | ${text(allocation, "TaskGroup")} | ${text(stop, "DesiredDescription")} | ${status}`);
  }
  for (const update of listOf(plan, "Updates")) {
    const allocation = stored.get(text(update, "ID")) ?? {};
    const version = update.JobVersion === undefined ? number(allocation, "JobVersion") : number(update, "JobVersion");
    count(`Updates | ${text(allocation, "TaskGroup")} | ${text(update, "Kind")} | ${version}`);
  }
  for (const placement of listOf(plan, "Placements")) {
    const canary = flag(placement, "Canary") ? "canary" : "not canary";
    count(`Placements | ${text(placement, "TaskGroup")} | ${canary} | ${number(placement, "JobVersion")}`);
  }
  for (const _ of listOf(plan, "Preemptions")) count("Preemptions |  | evict | ");
  return counts;
}
