import { frozen } from "../../model/frozen.js";
import type { ScalingEvent } from "../../model/scalingEvent.js";
import { withEntry } from "../../model/table.js";
import type { Transaction } from "../transaction.js";

/** The newest events that are kept for a task group (spec 05 §13.2). */
const keptEvents = 20;

/** Adds a scaling event to its task group's, newest first. */
export function writeScalingEvent(tx: Transaction, key: string, group: string, event: ScalingEvent): void {
  const ofJob = tx.world.scalingEvents.get(key) ?? {};
  const events = [event, ...(ofJob[group] ?? [])].slice(0, keptEvents);
  tx.world.scalingEvents = withEntry(tx.world.scalingEvents, key, frozen({ ...ofJob, [group]: events }));
}
