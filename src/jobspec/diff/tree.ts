import type { JsonObject } from "../../model/json.js";

/** What became of a part of a job. `None` parts stand in a diff for orientation, or to be complete. Spec 05 §11.1. */
export type DiffType = "None" | "Added" | "Deleted" | "Edited";

/** How one version of a job differs from another, in the API's form: an empty list is null. Spec 05 §11.1. */
export interface JobDiff extends JsonObject {
  readonly Type: DiffType;
  readonly ID: string;
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: readonly ObjectDiff[] | null;
  readonly TaskGroups: readonly GroupDiff[] | null;
}

export interface GroupDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: readonly ObjectDiff[] | null;
  readonly Tasks: readonly TaskDiff[] | null;
  /** What is done to the group's allocations → how many; null where no scheduler was asked. Spec 05 §11.5. */
  readonly Updates: Readonly<Record<string, number | bigint>> | null;
}

export interface TaskDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: readonly ObjectDiff[] | null;
  /** What the change forces. Spec 05 §11.5. */
  readonly Annotations: readonly string[] | null;
}

/** A block of a job, group or task. Blocks of one kind are told apart by what is in them: they have the same name. */
export interface ObjectDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: readonly ObjectDiff[] | null;
}

/** One member; all values as text, an absent one is empty. */
export interface FieldDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Old: string;
  readonly New: string;
  readonly Annotations: readonly string[] | null;
}

/** A list as the API writes it. */
export function orNull<Part>(list: readonly Part[]): readonly Part[] | null {
  return list.length === 0 ? null : list;
}
