import { admitJob } from "../../../src/jobspec/admission.js";
import { jobDiff } from "../../../src/jobspec/diff/jobDiff.js";
import type { DiffType, FieldDiff, ObjectDiff } from "../../../src/jobspec/diff/tree.js";
import type { Job } from "../../../src/model/job.js";
import type { JsonObject } from "../../../src/model/json.js";

/** A task `main` in the API's form. */
export const task = (given: JsonObject = {}): JsonObject => ({ Name: "main", Driver: "mock_driver", ...given });

/** A group `web` of three with that task. */
export const group = (given: JsonObject = {}): JsonObject => ({ Name: "web", Count: 3, Tasks: [task()], ...given });

/** The job `app` as the server stores it. */
export function job(given: JsonObject = {}): Job {
  const admission = admitJob(
    { ID: "app", Name: "app", Datacenters: ["dc1"], TaskGroups: [group()], ...given },
    {
      now: 0,
      region: "global",
      namespaces: [{ name: "default" }],
      nodePools: ["default"],
      memoryOversubscription: false,
    },
  );
  if (!admission.ok) throw new Error(admission.message);
  return admission.job;
}

export const withGroup = (given: JsonObject): Job => job({ TaskGroups: [group(given)] });
export const withTask = (given: JsonObject): Job => withGroup({ Tasks: [task(given)] });

/** What differs between two jobs with members of their own. */
export const jobOutline = (old: JsonObject, next: JsonObject) => outline(jobDiff(job(old), job(next)));

/** What differs between two groups of one name. */
export const groupOutline = (old: JsonObject, next: JsonObject) =>
  outline(jobDiff(withGroup(old), withGroup(next)).TaskGroups?.[0]);

/** What differs between two tasks of one name. */
export const taskOutline = (old: JsonObject, next: JsonObject) =>
  outline(jobDiff(withTask(old), withTask(next)).TaskGroups?.[0]?.Tasks?.[0]);

const marks: Readonly<Record<DiffType, string>> = { Added: "+", Deleted: "-", Edited: "~", None: " " };

interface Part {
  readonly Fields: readonly FieldDiff[] | null;
  readonly Objects: readonly ObjectDiff[] | null;
}

/** Fields and objects as lines: the mark of the type, the name and the values, what is inside two spaces deeper. */
export function outline(part: Part | undefined): readonly string[] {
  return [...(part?.Fields ?? []).map(fieldLine), ...(part?.Objects ?? []).flatMap(objectLines)];
}

function objectLines(object: ObjectDiff): readonly string[] {
  return [`${marks[object.Type]} ${object.Name}:`, ...outline(object).map((line) => `  ${line}`)];
}

function fieldLine({ Type, Name, Old, New }: FieldDiff): string {
  const value = Type === "Edited" ? `${Old} => ${New}` : Type === "Deleted" ? Old : New;
  return `${marks[Type]} ${Name} ${value}`.trimEnd();
}
