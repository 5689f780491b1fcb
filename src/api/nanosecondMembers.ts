import type { JsonObject, JsonValue } from "../model/json.js";

/** Members of the API's objects that count nanoseconds (spec 07 §4 rule 4). */
const nanosecondMembers: ReadonlySet<string> = new Set([
  "SubmitTime",
  "CreateTime",
  "ModifyTime",
  "Time",
  "RescheduleTime",
  "TaggedTime",
  "Wait",
  "ProgressDeadline",
  "Deadline",
  "Interval",
  "Delay",
  "MaxDelay",
  "MaxRunDuration",
  "Stagger",
  "MinHealthyTime",
  "HealthyDeadline",
  "KillTimeout",
  "ShutdownDelay",
  "StopAfterClientDisconnect",
  "MaxClientDisconnect",
  "LostAfter",
  "StopOnClientAfter",
  "TTL",
  "NodeIdentityTTL",
  "Timeout",
]);

/** Members whose own members are the user's words and numbers. */
const freeMembers: ReadonlySet<string> = new Set(["Config", "Meta", "Env", "Policy"]);

/** The same JSON with those members as `bigint`, whatever their size. */
export function withNanoseconds(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withNanoseconds);
  if (value === null || typeof value !== "object") return value;
  const converted: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(value as JsonObject)) {
    if (member === undefined) continue;
    if (nanosecondMembers.has(name) && typeof member === "number") converted[name] = BigInt(Math.trunc(member));
    else converted[name] = freeMembers.has(name) ? member : withNanoseconds(member);
  }
  return converted;
}
