import type { Query } from "../../api/nomadApi.js";
import type { ApiJob } from "../../api/objects/job.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { parseUnsigned } from "../parseUnsigned.js";
import { jobListType, jobType } from "../shapes/clientTypes.js";
import { quote } from "../text/quote.js";

const phrase = "Error inspecting job";

/** `nomad job inspect`: a job as it was registered. Spec 06 §6.5. */
export const jobInspect = defineCommand({
  path: "job inspect",
  synopsis: "job inspect [options] <job>",
  about: "Show a job as it was registered.",
  usage: ["This command takes one argument: <job>"],
  flags: {
    version: text("This version instead of the current one."),
    json: toggle("Print the bare job as JSON."),
    hcl: toggle("Print the source that was submitted."),
    "with-vars": toggle("With -hcl: also how to submit it again with the same variables."),
    t: text("Print by a Go template."),
  },
  async run(invocation, { flags, args }) {
    const { lists, query, ui } = invocation;
    if (flags.hcl && flags.json) throw new CommandFailure("can only use one of -hcl or -json");
    if (flags["with-vars"] && !flags.hcl) throw new CommandFailure("can only use -with-vars with -hcl");
    const formatted = formattedOutput(flags);
    const [argument] = args;
    if (argument === undefined && formatted !== undefined) {
      const jobs = await orFail("Error querying jobs", lists.jobs(query));
      ui.output(formatted(jobs, { entries: jobListType }));
      return 0;
    }
    if (argument === undefined || args.length > 1) return invocation.reportUsage();

    const found = await findJob(invocation, argument);
    const wanted = flags.version === "" ? undefined : parseUnsigned("Error parsing version value", flags.version);
    const job = await readVersion(invocation, found.id, wanted, found.query);
    if (flags.hcl) return showSource(invocation, job, found.query, flags["with-vars"]);
    const wrapped = formattedOutput({ json: true, t: "" });
    ui.output(formatted?.(job, jobType) ?? wrapped?.({ Job: job }, { members: { Job: jobType } }) ?? "");
    return 0;
  },
});

async function readVersion(
  { api }: Invocation,
  jobId: string,
  version: number | undefined,
  query: Query,
): Promise<ApiJob> {
  if (version === undefined) return (await orFail(phrase, api.readJob(jobId, query))).value;
  const { value: history } = await orFail(phrase, api.readJobVersions(jobId, { diffs: false }, query));
  const job = history.Versions.find(({ Version }) => Version === version);
  if (job === undefined)
    throw new CommandFailure(`${phrase}: job ${quote(jobId)} with version ${version} couldn't be found`);
  return job;
}

async function showSource({ api, ui }: Invocation, job: ApiJob, query: Query, withVariables: boolean): Promise<number> {
  const submission = await orFail(phrase, api.readJobSubmission(job.ID, job.Version, query));
  ui.output(submission.Source);
  if (!withVariables) return 0;
  const variables = Object.entries(submission.VariableFlags ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => ` -var ${name}=${value}`)
    .join("");
  const again = `$ nomad job inspect -namespace ${job.Namespace} -hcl ${job.ID} |\n    nomad job run -namespace ${job.Namespace}${variables} ${job.ID}`;
  ui.warn(`\nTo run this job as originally submitted:\n\n${again}\n`);
  return 0;
}
