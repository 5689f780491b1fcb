import type { JsonValue } from "../../../src/model/json.js";
import { withoutNulls } from "../jobspec/compare.js";
import type { Json } from "../json.js";
import { object, objects } from "../json.js";
import type { PlanCase } from "./recording.js";

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const evaluationMembers = [
  "Namespace",
  "Priority",
  "Type",
  "TriggeredBy",
  "JobID",
  "Status",
  "StatusDescription",
  "EscapedComputedClass",
  "AnnotatePlan",
];

/** Our answer of a plan with everything replaced that the recording replaces. FORMAT.md, "How to compare". */
export function scrubbedAnswer(answer: Json, storedIndex: number): Json {
  const index = (value: unknown) => (value === 0 ? "<zero>" : value === storedIndex ? "<stored>" : value);
  const { Annotations, CreatedEvals, FailedTGAllocs, NextPeriodicLaunch } = answer;
  const scrubbed = {
    ...answer,
    JobModifyIndex: index(answer.JobModifyIndex),
    Index: index(answer.Index),
    NextPeriodicLaunch: NextPeriodicLaunch === null ? null : "<next launch>",
    Annotations:
      Annotations === null
        ? null
        : { ...object(answer, "Annotations"), PreemptedAllocs: preempted(object(answer, "Annotations")) },
    CreatedEvals: CreatedEvals === null ? null : objects(answer, "CreatedEvals").map(reduced),
    FailedTGAllocs:
      FailedTGAllocs === null
        ? null
        : Object.fromEntries(Object.entries(object(answer, "FailedTGAllocs")).map(withoutTime)),
  };
  const text = JSON.stringify(withoutNulls(scrubbed as unknown as JsonValue)).replace(uuid, "<uuid>");
  return JSON.parse(text) as Json;
}

/** What is compared of an answer: less where luck had a hand in it, neighbours in one order where they have none. */
export function comparableAnswer(answer: Json, { luck, ties }: PlanCase): unknown {
  const stable = luck === undefined ? answer : withoutPlacementMetrics(answer);
  return ties ? inOneOrder(stable) : stable;
}

function preempted(annotations: Json): readonly Json[] | null {
  const numbers = new Map<string, number>();
  for (const { JobID, TaskGroup, Namespace, JobType } of objects(annotations, "PreemptedAllocs")) {
    const kind = JSON.stringify({ JobID, TaskGroup, Namespace, JobType });
    numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  }
  if (numbers.size === 0) return null;
  return [...numbers].map(([kind, count]) => ({ ...(JSON.parse(kind) as Json), Number: count }));
}

function reduced(evaluation: Json): Json {
  return Object.fromEntries(Object.entries(evaluation).filter(([name]) => evaluationMembers.includes(name)));
}

function withoutTime([group, metrics]: [string, unknown]): [string, unknown] {
  const { AllocationTime: _, ...rest } = metrics as Json;
  return [group, rest];
}

/** Which filter or which node it was depends on where allocations run and on the IDs of nodes. */
function withoutPlacementMetrics(answer: Json): Json {
  const groups = Object.keys(object(answer, "FailedTGAllocs"));
  return groups.length === 0 ? answer : { ...answer, FailedTGAllocs: groups.sort() };
}

/** Neighbours of equal name and type in a list of objects may stand in any order. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneOrder);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value as Json).map(([name, member]) => [name, inOneOrder(member)] as const);
  return Object.fromEntries(
    members.map(([name, member]) => [name, name === "Objects" ? sortedRuns(member as readonly Json[]) : member]),
  );
}

function sortedRuns(list: readonly Json[]): readonly Json[] {
  const kind = ({ Name, Type }: Json) => `${Name} ${Type}`;
  const runs: Json[][] = [];
  for (const object of list) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && kind(last[0]) === kind(object)) last.push(object);
    else runs.push([object]);
  }
  return runs.flatMap((run) => run.sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1)));
}

/** JSON with members in the order of their names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const members = Object.entries(value as Json).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${name}:${canonical(member)}`).join()}}`;
}
