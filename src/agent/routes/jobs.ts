import { registered } from "../../api/build/answers.js";
import { jobValidation } from "../../api/build/jobValidation.js";
import { jobSource } from "../../api/build/submissions.js";
import { ApiError } from "../../api/nomadApi.js";
import type { JobListStub } from "../../api/objects/job.js";
import { canonicalForm } from "../../jobspec/hcl/canonicalForm.js";
import { randomNumbers } from "../../jobspec/hcl/functions/randomNumbers.js";
import { parseJobFile as readJobText } from "../../jobspec/hcl/parseJobFile.js";
import type { JobSource } from "../../model/jobSubmission.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, readMembers } from "../call.js";
import { byText, pageOf } from "../listPage.js";
import type { RequestMembers } from "../requestMembers.js";

/** `/v1/jobs` and what stands beside it. Spec 07 §8.1, §9. */
export const jobsRoutes: readonly Route[] = [
  { path: "/v1/jobs", handle: byMethod({ GET: listJobs, write: (call) => registerJob(call, "") }) },
  { path: "/v1/jobs/parse", handle: byMethod({ write: parseJobFile }) },
  { path: "/v1/validate/job", handle: byMethod({ write: validate }) },
];

const jobOrder = byText<JobListStub>((job) => `${job.Namespace}.${job.ID}`);

function listJobs(call: Call): Promise<Reply> {
  const { namespace, prefix, filter } = call.query;
  return answerRead(call, { tables: ["jobs", "summaries"] }, async () =>
    pageOf(await call.agent.api.listJobs({ namespace, prefix, filter }), call.query, jobOrder),
  );
}

/**
 * `PUT /v1/jobs` and `PUT /v1/job/:id`. Spec 07 §9.1.
 *
 * @param jobId The one of the path; empty for the other path.
 */
export function registerJob(call: Call, jobId: string): Reply {
  const members = readMembers(call);
  const job = members.value("Job") ?? null;
  const named = members.object("Job")?.value("ID");
  if (jobId !== "" && named !== undefined && named !== jobId) throw new ApiError(400, "Job ID does not match name");
  const done = call.agent.perform({
    kind: "register-job",
    job,
    namespace: call.query.namespace ?? (members.text("Namespace") || undefined),
    region: members.text("Region") || call.query.region,
    enforceIndex: members.flag("EnforceIndex") === true ? (members.integer("JobModifyIndex") ?? 0) : undefined,
    evalPriority: members.integer("EvalPriority"),
    preserveCounts: members.flag("PreserveCounts"),
    preserveResources: members.flag("PreserveResources"),
    submission: readSubmission(members),
  });
  const answer = registered(done);
  const value = { ...answer, LastContact: 0, KnownLeader: false, NextToken: "" };
  return { kind: "write", value, index: answer.Index };
}

function readSubmission(members: RequestMembers): JobSource | undefined {
  const submission = members.object("Submission");
  if (submission === undefined) return undefined;
  return jobSource({
    Source: submission.text("Source") ?? "",
    Format: submission.text("Format") ?? "",
    VariableFlags: submission.textMap("VariableFlags"),
    Variables: submission.text("Variables") ?? "",
  });
}

/** Spec 07 §9.7. */
async function parseJobFile(call: Call): Promise<Reply> {
  const members = readMembers(call);
  const source = members.text("JobHCL") ?? "";
  if (source === "") throw new ApiError(400, "Job spec is empty");
  const variables = members.text("Variables") ?? "";
  const parsed = await readJobText(
    {
      file: { name: "input.hcl", text: source },
      variableFiles: variables === "" ? [] : [{ name: "input.hcl", text: variables, what: "var content" }],
      variables: [],
      environment: {},
      isStrict: false,
      functions: { random: randomNumbers(String(call.agent.world.now)) },
    },
    call.agent.syntaxWords,
  );
  if (!parsed.ok) throw new ApiError(400, `Failed to parse job: ${parsed.message}`);
  return { kind: "bare", value: members.flag("Canonicalize") === true ? canonicalForm(parsed.job) : parsed.job };
}

/** Spec 05 §7.7. */
function validate(call: Call): Reply {
  const members = readMembers(call);
  const namespace = call.query.namespace ?? (members.text("Namespace") || undefined);
  const value = jobValidation(call.agent.world, members.value("Job"), namespace);
  return { kind: "bare", value };
}
