import { type AdmissionContext, admitJob, type Validation, validateJob } from "../../src/jobspec/admission.js";
import type { Job } from "../../src/model/job.js";
import type { JsonObject, JsonValue } from "../../src/model/json.js";
import type { TaskGroup } from "../../src/model/taskGroup.js";

/** A cluster with two namespaces and two node pools. */
export const context: AdmissionContext = {
  now: 1_700_000_000_000,
  region: "global",
  namespaces: [{ name: "default" }, { name: "team-a" }],
  nodePools: ["default", "gpu"],
  memoryOversubscription: false,
};

const second = 1_000_000_000;

/** Seconds as the API's nanoseconds. */
export function seconds(amount: number): number {
  return amount * second;
}

/** The job `web` with one group `api` and one task `srv`; later members win. */
export function job(changes: JsonObject = {}): JsonObject {
  return { ID: "web", TaskGroups: [group()], ...changes };
}

export function group(changes: JsonObject = {}): JsonObject {
  return { Name: "api", Tasks: [task()], ...changes };
}

export function task(changes: JsonObject = {}): JsonObject {
  return { Name: "srv", Driver: "mock_driver", ...changes };
}

/** The stored job; fails where admission refuses it. */
export function admitted(submitted: JsonValue, changes: Partial<AdmissionContext> = {}): Job {
  const admission = admitJob(submitted, { ...context, ...changes });
  if (!admission.ok) throw new Error(admission.message);
  return admission.job;
}

/** The first group of the stored job. */
export function admittedGroup(changes: JsonObject, jobChanges: JsonObject = {}): TaskGroup {
  const [first] = admitted(job({ ...jobChanges, TaskGroups: [group(changes)] })).taskGroups;
  if (first === undefined) throw new Error("no group");
  return first;
}

/** The errors of a job, one for each of the outermost list. */
export function jobErrors(changes: JsonObject, changedContext: Partial<AdmissionContext> = {}): readonly string[] {
  return problemsOf(validateJob(job(changes), { ...context, ...changedContext }));
}

/** The errors below the heading of the group `api`. */
export function groupErrors(changes: JsonObject, jobChanges: JsonObject = {}): readonly string[] {
  return below("Task group api validation failed: ", jobErrors({ ...jobChanges, TaskGroups: [group(changes)] }));
}

/** The errors below the headings of the group `api` and the task `srv`. */
export function taskErrors(changes: JsonObject, groupChanges: JsonObject = {}): readonly string[] {
  return below("Task srv validation failed: ", groupErrors({ ...groupChanges, Tasks: [task(changes)] }));
}

/** The members of the only error, a list below a heading (empty for a list without one). */
export function below(heading: string, errors: readonly string[]): readonly string[] {
  const [only, ...more] = errors;
  if (only === undefined) return [];
  if (more.length > 0 || !only.startsWith(heading)) throw new Error(`not only ${heading}: ${errors.join(" | ")}`);
  return listAt(only, heading.length).members;
}

/** Reads a list of errors; lists inside its members stay as they are. */
function listAt(text: string, start: number): { readonly members: readonly string[]; readonly end: number } {
  const [header = "", count = "0"] = headerAt(text, start) ?? [];
  const members: string[] = [];
  let at = start + header.length;
  while (members.length < Number(count)) {
    const from = at;
    while (at < text.length && !text.startsWith("\n\t* ", at) && !text.startsWith("\n\n", at)) {
      at = headerAt(text, at) === null ? at + 1 : listAt(text, at).end;
    }
    members.push(text.slice(from, at));
    at += "\n\t* ".length;
  }
  return { members, end: at - "\n\t* ".length + "\n\n".length };
}

function headerAt(text: string, at: number): RegExpExecArray | null {
  return /^(\d+) errors? occurred:\n\t\* /.exec(text.slice(at, at + 40));
}

function problemsOf(validation: Validation): readonly string[] {
  if (!validation.ok) throw new Error(validation.message);
  return validation.problems;
}

/** The interpolation of a name, as it stands in a job. */
export function interpolated(name: string): string {
  return `\${${name}}`;
}
