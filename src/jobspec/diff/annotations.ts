import type { DesiredUpdates } from "../../model/evaluation.js";
import { exactCounter } from "../../model/evaluation.js";
import type { DiffType, FieldDiff, GroupDiff, JobDiff, ObjectDiff, TaskDiff } from "./tree.js";

/** What a scheduler wants to do, by group. */
type DesiredByGroup = Readonly<Record<string, DesiredUpdates>>;

/**
 * The difference with what it leads to: the scheduler's numbers at the groups, and a rule of text at counts and tasks. The two
 * may disagree; the numbers are right. Spec 05 §11.5.
 */
export function annotated(diff: JobDiff, desired: DesiredByGroup): JobDiff {
  return { ...diff, TaskGroups: diff.TaskGroups?.map((group) => annotatedGroup(group, desired[group.Name])) ?? null };
}

function annotatedGroup(group: GroupDiff, desired: DesiredUpdates | undefined): GroupDiff {
  return {
    ...group,
    Fields: group.Fields?.map(annotatedCount) ?? null,
    Tasks: group.Tasks?.map((task) => annotatedTask(task, group.Type)) ?? null,
    Updates: desired === undefined ? null : updatesOf(desired),
  };
}

const updateNames = [
  ["ignore", "ignore"],
  ["place", "create"],
  ["migrate", "migrate"],
  ["stop", "destroy"],
  ["canary", "canary"],
  ["inPlaceUpdate", "in-place update"],
  ["destructiveUpdate", "create/destroy update"],
] as const;

/** The numbers that are not zero. */
function updatesOf(desired: DesiredUpdates): GroupDiff["Updates"] {
  const counted = updateNames.filter(([name]) => desired[name] !== 0);
  return Object.fromEntries(counted.map(([name, shown]) => [shown, exactCounter(desired[name])]));
}

/** A missing count is none. */
function annotatedCount(field: FieldDiff): FieldDiff {
  if (field.Name !== "Count") return field;
  const growth = Number(field.New) - Number(field.Old);
  if (growth === 0) return field;
  return { ...field, Annotations: [growth > 0 ? "forces create" : "forces destroy"] };
}

function annotatedTask(task: TaskDiff, group: DiffType): TaskDiff {
  const annotation = taskAnnotation(task, group);
  return annotation === undefined ? task : { ...task, Annotations: [annotation] };
}

function taskAnnotation({ Type, Fields, Objects }: TaskDiff, group: DiffType): string | undefined {
  if (Type === "None") return undefined;
  if (Type === "Added" && group === "Added") return "forces create";
  if (Type === "Deleted" && group === "Deleted") return "forces destroy";
  const replaces = (Fields ?? []).some(({ Name }) => Name !== "KillTimeout") || (Objects ?? []).some(replacesTask);
  return replaces ? "forces create/destroy update" : "forces in-place update";
}

const updatedInPlace: ReadonlySet<string> = new Set(["Service", "Constraint", "Affinity", "Spread"]);

/** Log limits are updated in place unless `Disabled` is among what is shown, and in context it always is. */
function replacesTask({ Name, Fields }: ObjectDiff): boolean {
  if (Name === "LogConfig") return (Fields ?? []).some((field) => field.Name === "Disabled");
  return !updatedInPlace.has(Name);
}
