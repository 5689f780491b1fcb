import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AdmissionContext, admitJob, encodeJob, validateJob } from "../../../src/jobspec/admission.js";
import { problemList } from "../../../src/jobspec/validate/problems.js";
import type { JsonObject, JsonValue } from "../../../src/model/json.js";
import { differenceOf, permutedLines, withoutNulls } from "./compare.js";

/** How one recorded answer compares with ours; `difference` is empty where they agree. */
export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly difference: string;
}

interface Recording {
  readonly name: string;
  readonly flags?: readonly string[];
  readonly parse: { readonly cli: { readonly job?: JsonObject } };
  readonly validate?: {
    readonly api?: { readonly status: number; readonly response?: JsonObject; readonly body?: string };
  };
  readonly registered?: {
    readonly status: number;
    readonly body?: string;
    readonly warnings?: string;
    readonly job?: JsonObject;
    readonly bodyOrderUnstable?: boolean;
  };
  readonly unstable?: Readonly<Record<string, readonly JsonObject[]>>;
}

/** Members that FORMAT.md leaves out of `registered.job`. */
const unrecorded = ["CreateIndex", "ModifyIndex", "JobModifyIndex", "SubmitTime", "Status", "StatusDescription"];

/** Every case with `registered`: what admission makes of the job as the command printed it. */
export function runJobspecRegistered(casesDir: string): readonly Outcome[] {
  return recordings(casesDir).flatMap((recording) => {
    const { registered } = recording;
    if (registered === undefined) return [];
    const job = recording.parse.cli.job ?? null;
    const admission = admitJob(job, contextOf(job));
    const ours: JsonObject = admission.ok
      ? { status: 200, warnings: admission.warnings, job: asRecorded(encodeJob(admission.job)) }
      : { status: admission.status, body: admission.message };
    const { bodyOrderUnstable, evaluation, ...theirs } = registered as typeof registered & { evaluation?: boolean };
    if (bodyOrderUnstable && permutedLines(String(ours.body), String(theirs.body)))
      return [agreed(`registered/${recording.name}`)];
    return [compared(`registered/${recording.name}`, ours, theirs as JsonObject)];
  });
}

/** Every case with `validate.api`. */
export function runJobspecValidated(casesDir: string): readonly Outcome[] {
  return recordings(casesDir).flatMap((recording) => {
    const theirs = recording.validate?.api;
    if (theirs === undefined) return [];
    const job = recording.parse.cli.job ?? null;
    const validation = validateJob(job, contextOf(job));
    const ours: JsonObject = validation.ok
      ? { status: 200, response: validationResponse(validation.problems, validation.warnings) }
      : { status: validation.status, body: validation.message };
    const answers = [theirs as JsonObject, ...(recording.unstable?.["validate.api"] ?? [])];
    const outcomes = answers.map((answer) => compared(`validated/${recording.name}`, ours, answer));
    return outcomes.find((outcome) => outcome.ok) ?? outcomes.slice(0, 1);
  });
}

function validationResponse(problems: readonly string[], warnings: string): JsonObject {
  const failed = problems.length > 0;
  return {
    DriverConfigValidated: true,
    Error: failed ? problemList(problems) : "",
    ValidationErrors: failed ? problems : null,
    Warnings: warnings,
  };
}

function contextOf(job: JsonValue): AdmissionContext {
  const namespace = (job as JsonObject | null)?.Namespace;
  return {
    now: 0,
    region: "global",
    namespaces: ["default", "team-a", "production"].map((name) => ({ name })),
    nodePools: ["default", "all", "gpu"],
    memoryOversubscription: false,
    ...(typeof namespace === "string" ? { queryNamespace: namespace } : {}),
  };
}

function recordings(casesDir: string): readonly Recording[] {
  return readdirSync(casesDir)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(casesDir, file), "utf8")) as Recording);
}

function asRecorded(job: JsonObject): JsonObject {
  const groups = (job.TaskGroups as readonly JsonObject[] | null)?.map((group) => {
    const scaling = group.Scaling as JsonObject | null;
    const tasks = (group.Tasks as readonly JsonObject[] | null)?.map((task) => {
      const policies = task.ScalingPolicies as readonly JsonObject[] | null;
      return { ...task, ScalingPolicies: policies?.map(withoutIndexes) ?? null };
    });
    return {
      ...group,
      Tasks: tasks ?? null,
      Scaling: scaling === null ? null : { ...withoutIndexes(scaling), ID: "<uuid>" },
    };
  });
  const kept = Object.entries(job).filter(([name]) => !unrecorded.includes(name));
  return { ...Object.fromEntries(kept), TaskGroups: (groups ?? null) as JsonValue };
}

function withoutIndexes(policy: JsonObject): JsonObject {
  const { CreateIndex, ModifyIndex, ...kept } = policy;
  return kept;
}

function agreed(name: string): Outcome {
  return { name, ok: true, difference: "" };
}

function compared(name: string, ours: JsonObject, theirs: JsonObject): Outcome {
  const difference = differenceOf(withoutNulls(ours), withoutNulls(theirs), "");
  return { name, ok: difference === "", difference };
}
