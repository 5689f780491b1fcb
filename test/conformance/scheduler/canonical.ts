import type { Json } from "../json.js";
import { objects, text } from "../json.js";
import type { Expected } from "./recording.js";

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Members whose numbers are nanoseconds: compared as whole milliseconds. */
const nanosecondMembers = new Set(["RescheduleTime", "Delay", "ProgressDeadline"]);

/**
 * A value as text that is equal for values which FORMAT.md calls equal: members sorted, zero and empty ones left out,
 * times to the millisecond. `null` is kept: it says that something was cleared.
 */
export function canonicalText(value: unknown): string {
  return JSON.stringify(canonical(value, "") ?? "unset");
}

function canonical(value: unknown, member: string): unknown {
  if (typeof value === "number") {
    if (value === 0) return undefined;
    return nanosecondMembers.has(member) ? Math.round(value / 1e6) : value;
  }
  if (typeof value === "string") {
    if (value === "") return undefined;
    return timePattern.test(value) ? Date.parse(value) : value;
  }
  if (value === false) return undefined;
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((entry) => canonical(entry, member) ?? null);
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value)
    .map(([key, held]) => [key, canonical(held, key)] as const)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** What IDs that the evaluation itself made are called in comparisons: evaluations by what they are, others alike. */
export class NewNames {
  readonly #evaluations = new Map<string, string>();

  constructor(outcome: Expected) {
    for (const created of outcome.createdEvaluations ?? []) {
      const wait = text(created, "WaitUntil");
      const due = wait === "" ? "" : ` due ${new Date(wait).toISOString()}`;
      this.#evaluations.set(text(created, "ID"), `new ${text(created, "TriggeredBy")}${due}`);
    }
  }

  of(id: unknown): unknown {
    if (typeof id !== "string") return id;
    if (id.startsWith("new-alloc-")) return "new-alloc";
    return this.#evaluations.get(id) ?? id;
  }

  /** The object with the named members renamed. */
  renamed(from: Json, members: readonly string[]): Json {
    const copy: Record<string, unknown> = { ...from };
    for (const member of members) if (copy[member] !== undefined) copy[member] = this.of(copy[member]);
    return copy;
  }
}

/** Objects without some members, as sorted texts: to be compared as multisets. */
export function multiset(list: readonly Json[], members: readonly string[], names: NewNames): readonly string[] {
  return list
    .map((each) => {
      const kept = Object.fromEntries(members.map((member) => [member, each[member]]));
      return canonicalText(names.renamed(kept, ["FollowupEvalID", "DeploymentID", "PreemptedByAllocation"]));
    })
    .sort();
}

export function listOf(plan: Json | undefined, member: string): readonly Json[] {
  return plan === undefined ? [] : objects(plan, member);
}
