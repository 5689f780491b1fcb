import { type AdmissionContext, admitJob, encodeJob, validateJob } from "../../../src/jobspec/admission.js";
import { problemList } from "../../../src/jobspec/validate/problems.js";
import type { JsonObject, JsonValue } from "../../../src/model/json.js";
import { differenceOf, permutedLines, withoutNulls } from "./compare.js";
import type { Recording } from "./recording.js";

/** Members that FORMAT.md leaves out of `registered.job`. */
const unrecorded = ["CreateIndex", "ModifyIndex", "JobModifyIndex", "SubmitTime", "Status", "StatusDescription"];

/** How admission answers the job as the command printed it; empty where it agrees. */
export function registrationDifference({ registered, parse }: Recording): string {
  if (registered === undefined) return "";
  const job = parse.cli.job ?? null;
  const admission = admitJob(job, contextOf(job));
  const ours: JsonObject = admission.ok
    ? { status: 200, warnings: admission.warnings, job: asRecorded(encodeJob(admission.job)) }
    : { status: admission.status, body: admission.message };
  const { bodyOrderUnstable, evaluation, ...theirs } = registered as typeof registered & { evaluation?: boolean };
  if (bodyOrderUnstable && permutedLines(String(ours.body), String(theirs.body))) return "";
  return differenceOf(withoutNulls(ours), withoutNulls(theirs as JsonObject), "registered");
}

/** What `PUT /v1/validate/job` answers. */
export function validationAnswer(job: JsonValue): JsonObject {
  const validation = validateJob(job, contextOf(job));
  if (!validation.ok) return { status: validation.status, body: validation.message };
  return { status: 200, response: validationResponse(validation.problems, validation.warnings) };
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

/** The recorded server: region `global`, no client nodes, three namespaces, three node pools. */
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
