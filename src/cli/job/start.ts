import type { JsonObject } from "../../api/json.js";
import { isObject } from "../../api/json.js";
import type { JobSubmission } from "../../api/nomadApi.js";
import type { ApiJob, ApiTaskGroup } from "../../api/objects/job.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail, passInterruption } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { toggle } from "../flags.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { quote } from "../text/quote.js";
import { idLength } from "../text/shortId.js";
import { readJobFile } from "./jobFile.js";
import { launchesOthers, reportRegistration } from "./run.js";

/** `nomad job start`: registers a stopped job once more. Spec 06 §6.2, 05 §9.2. */
export const jobStart = defineCommand({
  path: "job start",
  synopsis: "job start [options] <job>",
  about: "Start a job that was stopped.",
  usage: ["This command takes one argument: <job>"],
  flags: {
    detach: toggle("Return at once instead of following the evaluation."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, ui } = invocation;
    const found = await findJob(invocation, argument);
    const { value: job } = await orFail("Error retrieving job", api.readJob(found.id, found.query));
    if (!job.Stop) {
      ui.error(`Job ${quote(job.Name)} has not been stopped`);
      return 1;
    }
    const Job = await withScalingOfSubmission(invocation, job);
    const response = await orFail("Error submitting job", api.registerJob({ Job, Submission: null }, invocation.query));
    if (flags.detach || launchesOthers(job)) {
      reportRegistration(invocation, job, response.EvalID, "Job start successful");
      return 0;
    }
    return monitorEvaluation(invocation, response.EvalID, idLength(flags.verbose));
  },
});

/**
 * The job, no longer stopped. Stopping switched its scaling policies off; what they were before stands in the submission.
 */
async function withScalingOfSubmission(invocation: Invocation, job: ApiJob): Promise<JsonObject> {
  const submission = await readSubmission(invocation, job);
  const scaled = job.TaskGroups.filter(({ Scaling }) => isObject(Scaling));
  if (scaled.length === 0) return { ...job, Stop: false };
  if (submission === undefined) {
    invocation.ui.warn(
      "All scaling policies for this job were disabled when it was stopped, resubmit it to enable them again.",
    );
    return { ...job, Stop: false };
  }
  const enabled = await enabledPolicies(invocation, submission);
  const TaskGroups = job.TaskGroups.map((group) =>
    isObject(group.Scaling) ? { ...group, Scaling: { ...group.Scaling, Enabled: enabled(group) } } : group,
  );
  return { ...job, Stop: false, TaskGroups };
}

async function readSubmission({ api }: Invocation, job: ApiJob): Promise<JobSubmission | undefined> {
  const query = { namespace: job.Namespace, region: typeof job.Region === "string" ? job.Region : undefined };
  try {
    return await api.readJobSubmission(job.ID, job.Version, query);
  } catch (error) {
    passInterruption(error);
    return undefined;
  }
}

/** Whether a group's policy is on in the source; on where the source says nothing. */
async function enabledPolicies(
  { context }: Invocation,
  { Source, Format, VariableFlags }: JobSubmission,
): Promise<(group: ApiTaskGroup) => boolean> {
  const variables = Object.entries(VariableFlags ?? {}).map(([name, value]) => `${name}=${value}`);
  const wishes = { json: Format === "json", "hcl2-strict": false, var: variables, "var-file": [] };
  const source = { ...context, files: { read: async () => Source } };
  const { job } = await readJobFile(source, "submission", wishes);
  const groups = Array.isArray(job.TaskGroups) ? (job.TaskGroups as readonly ApiTaskGroup[]) : [];
  return ({ Name }) => {
    const policy = groups.find((group) => group.Name === Name)?.Scaling;
    return !(isObject(policy) && policy.Enabled === false);
  };
}
