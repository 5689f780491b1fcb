import type { Job } from "../../model/job.js";
import type { JsonObject, JsonValue } from "../../model/json.js";
import { encodeJob } from "../encode.js";
import { type DiffType, type FieldDiff, fieldDiffs } from "./fields.js";

/** How one version of a job differs from another. Objects are not taken apart: `Objects` is null. Spec 05 §11.1. */
export interface JobDiff extends JsonObject {
  readonly Type: DiffType;
  readonly ID: string;
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: null;
  readonly TaskGroups: readonly GroupDiff[] | null;
}

interface GroupDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: null;
  readonly Tasks: readonly TaskDiff[] | null;
  readonly Updates: Readonly<Record<string, number>> | null;
}

interface TaskDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: null;
  readonly Annotations: readonly string[] | null;
}

const jobFields = [
  "AllAtOnce",
  "Dispatched",
  "Meta",
  "Name",
  "Namespace",
  "NodePool",
  "ParentID",
  "Priority",
  "Region",
  "Stop",
  "Type",
  "VaultNamespace",
];
/** A difference in these makes the job Edited; one in `Spreads` does not (spec 05 §11.4). */
const jobObjects = ["Datacenters", "Constraints", "Affinities", "Periodic", "ParameterizedJob", "Multiregion", "UI"];
const groupFields = ["Count", "Meta", "PreventRescheduleOnLost"];
const taskFields = ["Driver", "User", "KillTimeout", "KillSignal", "Kind", "Leader", "ShutdownDelay", "Env", "Meta"];
/** Objects of a task whose difference counts as destructive in the annotation, which is a rule of text. Spec 05 §11.5. */
const replacingObjects = [
  "Config",
  "Resources",
  "LogConfig",
  "DispatchPayload",
  "Artifacts",
  "Vault",
  "Secrets",
  "Consul",
  "Templates",
  "Identity",
  "Identities",
  "Actions",
  "VolumeMounts",
];

/**
 * The difference between the stored job and a submitted one: types of the job, its groups and tasks, their simple members and
 * the annotations of tasks and counts. Spec 05 §11.3, §11.5.
 *
 * @param before Undefined for a new job.
 */
export function jobDiff(before: Job | undefined, after: Job): JobDiff {
  const old = before && encodeJob(before);
  const next = encodeJob(after);
  const fields = fieldDiffs(jobFields, old, next);
  const groups = named(old, next, "TaskGroups", groupDiff);
  const differs =
    fields.length > 0 ||
    jobObjects.some((name) => !equal(inSetOrder(old?.[name]), inSetOrder(next[name]))) ||
    groups.some((group) => group.Type !== "None");
  const type = old === undefined ? "Added" : differs ? "Edited" : "None";
  return { Type: type, ID: after.id, Fields: orNull(fields), Objects: null, TaskGroups: orNull(groups) };
}

function groupDiff(name: string, old: JsonObject | undefined, next: JsonObject | undefined): GroupDiff {
  const type = typeOf(old, next);
  const compared = old !== undefined && next !== undefined ? [...groupFields, "ShutdownDelay"] : groupFields;
  const fields = fieldDiffs(compared, old, next).map(withCountAnnotation);
  const tasks = named(old, next, "Tasks", taskDiff).map((task) => annotated(task, type, old, next));
  return { Type: type, Name: name, Fields: orNull(fields), Objects: null, Tasks: orNull(tasks), Updates: null };
}

function taskDiff(name: string, old: JsonObject | undefined, next: JsonObject | undefined): TaskDiff {
  const fields = fieldDiffs(taskFields, old, next);
  return { Type: typeOf(old, next), Name: name, Fields: orNull(fields), Objects: null, Annotations: null };
}

function withCountAnnotation(field: FieldDiff): FieldDiff {
  if (field.Name !== "Count") return field;
  const grown = Number(field.New) - Number(field.Old);
  if (grown === 0) return field;
  return { ...field, Annotations: [grown > 0 ? "forces create" : "forces destroy"] };
}

function annotated(
  task: TaskDiff,
  group: DiffType,
  oldGroup: JsonObject | undefined,
  nextGroup: JsonObject | undefined,
): TaskDiff {
  if (task.Type === "None") return task;
  if (task.Type === "Added" && group === "Added") return { ...task, Annotations: ["forces create"] };
  if (task.Type === "Deleted" && group === "Deleted") return { ...task, Annotations: ["forces destroy"] };
  const [old, next] = [member(oldGroup, task.Name), member(nextGroup, task.Name)];
  const replaces =
    (task.Fields ?? []).some((field) => field.Name !== "KillTimeout") ||
    replacingObjects.some((name) => !equal(old?.[name], next?.[name]));
  return { ...task, Annotations: [replaces ? "forces create/destroy update" : "forces in-place update"] };
}

function member(group: JsonObject | undefined, name: string): JsonObject | undefined {
  return objects(group?.Tasks).find((task) => task.Name === name);
}

/** The members of both sides by name, in the order of their names. */
function named<D>(
  old: JsonObject | undefined,
  next: JsonObject | undefined,
  list: "TaskGroups" | "Tasks",
  compare: (name: string, old: JsonObject | undefined, next: JsonObject | undefined) => D,
): readonly D[] {
  const olds = new Map(objects(old?.[list]).map((object) => [String(object.Name), object]));
  const news = new Map(objects(next?.[list]).map((object) => [String(object.Name), object]));
  const names = [...new Set([...olds.keys(), ...news.keys()])].sort();
  return names.map((name) => compare(name, olds.get(name), news.get(name)));
}

function typeOf(old: JsonObject | undefined, next: JsonObject | undefined): DiffType {
  if (old === undefined) return "Added";
  if (next === undefined) return "Deleted";
  return equal(old, next) ? "None" : "Edited";
}

function objects(list: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? (list as readonly JsonObject[]) : [];
}

function orNull<V>(list: readonly V[]): readonly V[] | null {
  return list.length === 0 ? null : list;
}

/** The lists of a job are compared as sets. */
function inSetOrder(value: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(value)) return value;
  return value.map((each: JsonValue) => JSON.stringify(each)).sort();
}

/** Equality of JSON; an absent member equals null. */
function equal(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === undefined || b === undefined) return (a ?? null) === (b ?? null);
  if (typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as JsonObject, b as JsonObject];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => equal(left[name], right[name]));
}
