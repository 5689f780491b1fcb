import type { JsonObject } from "../../model/json.js";

export type DiffType = "None" | "Added" | "Deleted" | "Edited";

/** How one version of a job differs from another (spec 07 §9.3). */
export interface ApiJobDiff extends JsonObject {
  readonly Type: DiffType;
  readonly ID: string;
  readonly Fields: readonly ApiFieldDiff[] | null;
  readonly Objects: readonly ApiObjectDiff[] | null;
  readonly TaskGroups: readonly ApiGroupDiff[] | null;
}

export interface ApiGroupDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly ApiFieldDiff[] | null;
  readonly Objects: readonly ApiObjectDiff[] | null;
  readonly Tasks: readonly ApiTaskDiff[] | null;
  /** What is done to the group's allocations → how many. */
  readonly Updates: Readonly<Record<string, number>> | null;
}

export interface ApiTaskDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly ApiFieldDiff[] | null;
  readonly Objects: readonly ApiObjectDiff[] | null;
  readonly Annotations: readonly string[] | null;
}

export interface ApiObjectDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Fields: readonly ApiFieldDiff[] | null;
  readonly Objects: readonly ApiObjectDiff[] | null;
}

export interface ApiFieldDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Old: string;
  readonly New: string;
  readonly Annotations: readonly string[] | null;
}
