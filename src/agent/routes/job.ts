import { evaluated, registered } from "../../api/build/answers.js";
import { ApiError, type JobVersionsOptions } from "../../api/nomadApi.js";
import type { JsonObject } from "../../model/json.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Handler, Reply, Route } from "../call.js";
import { byMethod, readMembers, readOptionalMembers } from "../call.js";
import { readFlag, readGoBool } from "../queryParameters.js";
import type { RequestMembers } from "../requestMembers.js";
import { registerJob } from "./jobs.js";
import { dispatchJob, forcePeriodicJob } from "./launches.js";
import { versionTag } from "./versionTags.js";

/**
 * `/v1/job/…`: a job's ID may hold slashes, so what is asked is told by the end of the path; the first that fits counts.
 * Spec 07 §1 rule 2.
 */
export const jobRoutes: readonly Route[] = [
  {
    path: "/v1/job/*",
    handle: (call) => {
      for (const [suffix, handle] of bySuffix) {
        if (!call.rest.endsWith(suffix)) continue;
        return handle({ ...call, rest: call.rest.slice(0, -suffix.length) });
      }
      return ofJob(call);
    },
  },
];

const bySuffix: readonly (readonly [string, Handler])[] = [
  ["/evaluate", byMethod({ write: evaluateJob })],
  ["/allocations", byMethod({ GET: listAllocations })],
  ["/evaluations", byMethod({ GET: listEvaluations })],
  ["/periodic/force", byMethod({ write: forcePeriodicJob })],
  ["/plan", byMethod({ write: planJob })],
  ["/summary", readSummary],
  ["/dispatch", byMethod({ write: dispatchJob })],
  ["/versions", readVersions],
  ["/revert", byMethod({ write: revertJob })],
  ["/deployments", byMethod({ GET: listDeployments })],
  ["/deployment", byMethod({ GET: readLatestDeployment })],
  ["/stable", byMethod({ write: markStable })],
  ["/scale", byMethod({ GET: readScale, write: scaleJob })],
  ["/services", byMethod({ GET: listServices })],
  ["/submission", byMethod({ GET: readSubmission })],
  ["/tag", versionTag],
];

const ofJob = byMethod({ GET: readJob, write: (call) => registerJob(call, call.rest), DELETE: deregisterJob });

function readJob(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["jobs"] }, () => call.agent.api.readJob(call.rest, spaceOf(call)));
}

function readSummary(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["summaries"] }, async () => {
    const { value } = await call.agent.api.readJobSummary(call.rest, spaceOf(call));
    return { value, index: value.ModifyIndex };
  });
}

function readVersions(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["jobVersions"] }, async () => {
    const { value } = await call.agent.api.readJobVersions(call.rest, diffOptions(call), spaceOf(call));
    const index = Math.max(...value.Versions.map((version) => version.ModifyIndex));
    return { value: { ...value, Index: index, LastContact: 0, KnownLeader: true, NextToken: "" }, index };
  });
}

/** Spec 07 §9.4. */
function diffOptions({ parameters }: Call): JobVersionsOptions {
  const tag = parameters.get("diff_tag");
  const version = parameters.get("diff_version");
  if (version && !/^\d+$/.test(version)) {
    const parse = `strconv.ParseUint: parsing "${version}": invalid syntax`;
    throw new ApiError(500, `Failed to parse value of "diff_version" (${version}) as a uint64: ${parse}`);
  }
  return {
    diffs: readFlag(parameters, "diffs") ?? false,
    ...(tag ? { diffTag: tag } : {}),
    ...(version ? { diffVersion: Number(version) } : {}),
  };
}

function listAllocations(call: Call): Promise<Reply> {
  return answerRead(call, { tables: ["allocations"] }, () =>
    call.agent.api.listJobAllocations(call.rest, wantsAll(call), spaceOf(call)),
  );
}

function listEvaluations(call: Call): Promise<Reply> {
  return answerRead(call, { tables: ["evaluations"] }, () =>
    call.agent.api.listJobEvaluations(call.rest, spaceOf(call)),
  );
}

function listDeployments(call: Call): Promise<Reply> {
  return answerRead(call, { tables: ["deployments"] }, () =>
    call.agent.api.listJobDeployments(call.rest, wantsAll(call), spaceOf(call)),
  );
}

function readLatestDeployment(call: Call): Promise<Reply> {
  return answerRead(call, { tables: ["deployments"] }, () =>
    call.agent.api.readLatestDeployment(call.rest, spaceOf(call)),
  );
}

function readScale(call: Call): Promise<Reply> {
  return answerRead(call, { tables: ["jobs", "allocations"] }, () =>
    call.agent.api.readJobScale(call.rest, spaceOf(call)),
  );
}

/** Services of Nomad's own discovery are not simulated: a known job has none. Spec 07 §8.2. */
async function listServices(call: Call): Promise<Reply> {
  const { index } = await call.agent.api.readJob(call.rest, spaceOf(call));
  return { kind: "read", value: [], index };
}

async function readSubmission(call: Call): Promise<Reply> {
  const version = call.parameters.get("version") ?? "";
  if (!/^\d+$/.test(version)) throw new ApiError(400, "Unable to parse job submission version parameter");
  const value = await call.agent.api.readJobSubmission(call.rest, Number(version), spaceOf(call));
  return { kind: "read", value, index: value.JobModifyIndex };
}

/** Spec 07 §9.2. */
function deregisterJob(call: Call): Reply {
  const evalPriority = Number(call.parameters.get("eval_priority") || 0);
  if (!Number.isInteger(evalPriority)) {
    const text = call.parameters.get("eval_priority");
    throw new ApiError(400, `Failed to parse eval_priority: strconv.Atoi: parsing "${text}": invalid syntax`);
  }
  if (evalPriority > 100) throw new ApiError(400, "Eval priority must be between 1 and 100 inclusively");
  const done = call.agent.perform({
    kind: "deregister-job",
    namespace: call.query.namespace ?? "default",
    jobId: call.rest,
    purge: readFlag(call.parameters, "purge") ?? false,
    evalPriority,
    noShutdownDelay: readFlag(call.parameters, "no_shutdown_delay"),
  });
  const answer = evaluated(done);
  return { kind: "write", value: { ...answer, VolumeEvalID: "", VolumeEvalIndex: 0, ...noMeta }, index: answer.Index };
}

/** Spec 07 §9.3. */
async function planJob(call: Call): Promise<Reply> {
  const members = readMembers(call);
  const job = members.object("Job");
  if (job === undefined) throw new ApiError(400, "Job must be specified");
  const jobId = job.text("ID") ?? "";
  if (jobId === "") throw new ApiError(400, "Job must have a valid ID");
  if (jobId !== call.rest) throw new ApiError(400, "Job ID does not match");
  const value = await call.agent.api.planJob(
    jobId,
    { Job: members.value("Job") as JsonObject, Diff: members.flag("Diff") ?? false },
    { namespace: writeSpace(call, members), region: call.query.region },
  );
  return { kind: "write", value, index: value.Index };
}

function revertJob(call: Call): Reply {
  const members = readMembers(call);
  const jobId = members.text("JobID") ?? "";
  if (jobId === "") throw new ApiError(400, "JobID must be specified");
  if (jobId !== call.rest) throw new ApiError(400, "Job ID does not match");
  const done = call.agent.perform({
    kind: "revert-job",
    namespace: writeSpace(call, members) ?? "default",
    jobId,
    version: members.integer("JobVersion") ?? 0,
    enforcePriorVersion: members.integer("EnforcePriorVersion"),
  });
  const answer = registered(done);
  return { kind: "write", value: { ...answer, ...noMeta }, index: answer.Index };
}

function evaluateJob(call: Call): Reply {
  const members = readOptionalMembers(call);
  const named = members.text("JobID");
  if (call.body.trim() !== "" && !named) throw new ApiError(400, "Job ID must be specified");
  if (named && named !== call.rest) throw new ApiError(400, "JobID not same as job name");
  const done = call.agent.perform({
    kind: "evaluate-job",
    namespace: writeSpace(call, members) ?? "default",
    jobId: call.rest,
    forceReschedule: members.object("EvalOptions")?.flag("ForceReschedule") ?? false,
  });
  const answer = registered(done);
  return { kind: "write", value: { ...answer, ...noMeta }, index: answer.Index };
}

/** Spec 07 §9.6. */
function scaleJob(call: Call): Reply {
  const members = readMembers(call);
  const target = members.object("Target");
  const jobId = target?.text("Job");
  if (jobId && jobId !== call.rest) throw new ApiError(400, "job ID in payload did not match URL");
  const namespace = writeSpace(call, members) ?? "default";
  const named = target?.text("Namespace");
  if (named && named !== namespace) throw new ApiError(400, "namespace in payload did not match header");
  const done = call.agent.perform({
    kind: "scale-job",
    namespace,
    jobId: call.rest,
    group: target?.text("Group") ?? "",
    count: members.integer("Count"),
    message: members.text("Message") ?? "",
    error: members.flag("Error"),
    enforceIndex: members.integer("JobModifyIndex"),
  });
  const answer = registered(done);
  return { kind: "write", value: { ...answer, ...noMeta, KnownLeader: true }, index: answer.Index };
}

function markStable(call: Call): Reply {
  const members = readMembers(call);
  const jobId = members.text("JobID") ?? "";
  if (jobId === "") throw new ApiError(400, "JobID must be specified");
  if (jobId !== call.rest) throw new ApiError(400, "Job ID does not match");
  const done = call.agent.perform({
    kind: "mark-job-stable",
    namespace: writeSpace(call, members) ?? "default",
    jobId,
    version: members.integer("JobVersion") ?? 0,
    stable: members.flag("Stable") ?? false,
  });
  const index = done.index ?? 0;
  return { kind: "write", value: { JobModifyIndex: done.jobModifyIndex ?? 0, Index: index }, index };
}

/** The query metadata that answers of writes carry along, unset. */
const noMeta = { LastContact: 0, KnownLeader: false, NextToken: "" } as const;

function spaceOf(call: Call): { readonly namespace: string | undefined } {
  return { namespace: call.query.namespace };
}

/** The one of the address beats the one of the body. Spec 07 §2. */
function writeSpace(call: Call, members: RequestMembers): string | undefined {
  return call.query.namespace ?? (members.text("Namespace") || undefined);
}

/** What is no truth value counts as false (spec 07 §2). */
function wantsAll(call: Call): boolean {
  return readGoBool(call.parameters.get("all") ?? "") ?? false;
}
