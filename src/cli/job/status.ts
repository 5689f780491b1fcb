import type { JobListStub } from "../../api/objects/job.js";
import { jobTable } from "../blocks/jobList.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { jobOverviewType } from "../shapes/clientTypes.js";
import { type JobOverview, readOverview } from "./overview.js";
import { showJob } from "./showJob.js";

/** `nomad job status`: the list of jobs, or one job with its allocations and its latest deployment. Spec 06 §6.1. */
export const jobStatus = defineCommand({
  path: "job status",
  synopsis: "job status [options] [<job>]",
  about: "Show the jobs, or one of them in detail.",
  usage: ["This command takes either no arguments or one: <job>"],
  ownName: "status",
  flagsOf2017: ["all-allocs", "evals", "short", "verbose"],
  flags: {
    "all-allocs": toggle("Also the allocations of earlier jobs of the same ID."),
    evals: toggle("Also the evaluations of the job."),
    json: toggle("Print JSON."),
    short: toggle("Only the job itself."),
    t: text("Print by a Go template."),
    ui: toggle("Open the web UI as well."),
    verbose: toggle("Long IDs, and everything that is known."),
  },
  async run(invocation, { flags, args }) {
    const [argument, ...others] = args;
    if (others.length > 0) return invocation.reportUsage();
    if (argument === undefined) return listJobs(invocation, flags);
    const { api } = invocation;
    const found = await findJob(invocation, argument);
    const { value: job } = await orFail("Error querying job", api.readJob(found.id, found.query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      const overview = await readOverview(invocation, found.id, flags["all-allocs"], found.query);
      invocation.ui.output(formatted([overview], { entries: jobOverviewType }));
      return 0;
    }
    await showJob(invocation, job, {
      query: found.query,
      showsAllAllocations: flags["all-allocs"],
      showsEvaluations: flags.evals,
      isShort: flags.short,
      isVerbose: flags.verbose,
    });
    await invocation.showHint("View job details and metrics", `/jobs/${job.ID}@${job.Namespace}`);
    return 0;
  },
});

async function listJobs(
  invocation: Invocation,
  flags: { readonly json: boolean; readonly t: string; readonly "all-allocs": boolean },
): Promise<number> {
  const { lists, query, ui, style } = invocation;
  const jobs = await orFail("Error querying jobs", lists.jobs(query));
  const formatted = formattedOutput(flags);
  if (jobs.length > 0 && formatted !== undefined) {
    const overviews: JobOverview[] = [];
    for (const job of jobs) {
      overviews.push(
        await readOverview(invocation, job.ID, flags["all-allocs"], { ...query, namespace: namespaceOf(job) }),
      );
    }
    ui.output(formatted(overviews, { entries: jobOverviewType }));
    return 0;
  }
  ui.output(jobs.length === 0 ? "No running jobs" : jobTable(jobs, query.namespace === "*", style));
  await invocation.showHint("View and manage Nomad jobs", "/jobs");
  return 0;
}

function namespaceOf({ JobSummary }: JobListStub): string {
  return JobSummary.Namespace;
}
