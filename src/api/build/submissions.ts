import type { Job } from "../../model/job.js";
import type { JobSource, JobSubmission } from "../../model/jobSubmission.js";
import type { JsonObject } from "../../model/json.js";
import type { JobSubmission as ApiJobSubmission } from "../nomadApi.js";

/** `/v1/job/:id/submission`. */
export function submissionObject(job: Pick<Job, "namespace" | "id">, submission: JobSubmission): ApiJobSubmission {
  return {
    Source: submission.source,
    Format: submission.format,
    VariableFlags: submission.variableFlags ?? null,
    Variables: submission.variables,
    Namespace: job.namespace,
    JobID: job.id,
    Version: submission.version,
    JobModifyIndex: submission.jobModifyIndex,
  };
}

/** The member `Submission` of a registration. Members of other types than theirs count as left out. */
export function jobSource(submission: JsonObject | null | undefined): JobSource | undefined {
  if (submission === null || submission === undefined || typeof submission.Source !== "string") return undefined;
  const { Source, Format, VariableFlags, Variables } = submission;
  return {
    source: Source,
    format: typeof Format === "string" ? Format : "",
    variableFlags: isTextMap(VariableFlags) ? VariableFlags : undefined,
    variables: typeof Variables === "string" ? Variables : "",
  };
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}
