import type { JsonObject } from "../../api/json.js";
import type { RegisterRequest, RegisterResponse } from "../../api/nomadApi.js";
import type { ApiPeriodic } from "../../api/objects/job.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, describeError } from "../failure.js";
import { integer, text, toggle } from "../flags.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { parseUnsigned } from "../parseUnsigned.js";
import { formatGoJson } from "../text/goJson.js";
import { idLength } from "../text/shortId.js";
import { formatWait } from "../text/times.js";
import { jobFileFlags, queryOfJob, readJobFile, withNamespaces } from "./jobFile.js";
import { showWarnings } from "./warnings.js";

/** `nomad job run`: registers the job of a file and follows what becomes of it. Spec 06 §6.3. */
export const jobRun = defineCommand({
  path: "job run",
  synopsis: "job run [options] <path>",
  about: "Register the job of a file, or a new version of it.",
  usage: ["This command takes one argument: <path>"],
  flags: {
    ...jobFileFlags,
    "check-index": text(
      "Register only if the job's modify index is this one; 0 demands a job that does not exist yet.",
    ),
    detach: toggle("Return at once instead of following the evaluation."),
    "eval-priority": integer("The priority of the evaluation instead of the job's."),
    output: toggle("Print the job as JSON and submit nothing."),
    ui: toggle("Open the web UI as well."),
    "policy-override": toggle("Read for compatibility."),
    "preserve-counts": toggle("Keep the counts of groups that exist already."),
    "preserve-resources": toggle("Keep the resources of tasks that exist already."),
    "consul-namespace": text("The namespace of Consul that the job is to use."),
    "vault-namespace": text("The namespace of Vault that the job is to use."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [path] = args;
    if (path === undefined || args.length > 1) return invocation.reportUsage();
    const { ui } = invocation;
    const { job: written, submission } = await readJobFile(invocation.context, path, flags);
    const job = withNamespaces(written, { vault: flags["vault-namespace"], consul: flags["consul-namespace"] });
    if (flags.output) {
      const { printedForm } = await import("../../jobspec/printedForm.js");
      ui.output(formatGoJson({ Job: printedForm(job) }));
      return 0;
    }
    const index =
      flags["check-index"] === "" ? undefined : parseUnsigned("Error parsing check-index value", flags["check-index"]);
    const response = await submitJob(invocation, {
      Job: job,
      Submission: submission,
      ...(index === undefined ? {} : { EnforceIndex: true, JobModifyIndex: index }),
      PolicyOverride: flags["policy-override"],
      PreserveCounts: flags["preserve-counts"],
      PreserveResources: flags["preserve-resources"],
      EvalPriority: flags["eval-priority"],
    });
    const namespace = invocation.query.namespace ?? "default";
    const showHint = () => invocation.showHint("View this job", `/jobs/${String(job.ID)}@${namespace}`);
    const isDetached = flags.detach || launchesOthers(job);
    if (isDetached) reportRegistration(invocation, job, response.EvalID, "Job registration successful");
    await showHint();
    if (isDetached) return 0;
    if (invocation.style.showsHints) ui.warn("");
    return monitorEvaluation(invocation, response.EvalID, idLength(flags.verbose));
  },
});

/** Whether a registered job only launches others, so that there is no evaluation to follow. */
export function launchesOthers(job: JsonObject): boolean {
  return Boolean(job.Periodic) || Boolean(job.ParameterizedJob) || Boolean(job.Multiregion);
}

/** What is said of a registration that nobody follows. Spec 06 §6.3 step 7. */
export function reportRegistration(
  invocation: Invocation,
  job: JsonObject,
  evaluationId: string,
  headline: string,
): void {
  const { ui, style, context } = invocation;
  ui.output(headline);
  const now = invocation.now();
  const launch =
    job.Periodic && !job.ParameterizedJob ? context.nextPeriodicLaunch?.(job.Periodic as ApiPeriodic, now) : undefined;
  if (launch !== undefined) {
    ui.output(`Approximate next launch time: ${style.formatTimestamp(launch)} (${formatWait(launch, now)} from now)`);
    return;
  }
  if (evaluationId !== "") ui.output(`Evaluation ID: ${evaluationId}`);
}

/**
 * Registers a job and prints its warnings. Spec 06 §6.3 steps 3, 5 and 6.
 *
 * @throws {CommandFailure}
 */
async function submitJob(invocation: Invocation, request: RegisterRequest): Promise<RegisterResponse> {
  const { api, ui } = invocation;
  let response: RegisterResponse;
  try {
    response = await api.registerJob(request, queryOfJob(request.Job, invocation.query));
  } catch (error) {
    throw new CommandFailure(refusalText(describeError(error)));
  }
  showWarnings(ui, response.Warnings);
  return response;
}

function refusalText(refusal: string): string {
  const enforced = /\((Enforcing job modify index .*)\)/s.exec(refusal)?.[1];
  return enforced === undefined ? `Error submitting job: ${refusal}` : `${enforced}\nJob not updated`;
}
