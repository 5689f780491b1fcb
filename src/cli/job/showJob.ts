import type { Query } from "../../api/nomadApi.js";
import type { ApiJob, ApiJobSummary, ApiParameterized } from "../../api/objects/job.js";
import { latestDeploymentBlock } from "../blocks/deployed.js";
import { shortEvaluationTable } from "../blocks/evaluationTable.js";
import { jobStatusText } from "../blocks/jobList.js";
import { maxRunDeadline } from "../blocks/maxRunDeadline.js";
import { summaryTable } from "../blocks/summaryTable.js";
import type { Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { idLength as lengthOfIds } from "../text/shortId.js";
import { formatWait } from "../text/times.js";
import { showFutureRescheduling } from "./futureRescheduling.js";
import { showPlacementFailure } from "./placementFailure.js";

/** What of a job is to be shown. */
export interface JobView {
  /** Reaches the job's own namespace. */
  readonly query: Query;
  readonly showsAllAllocations: boolean;
  readonly showsEvaluations: boolean;
  readonly isShort: boolean;
  readonly isVerbose: boolean;
}

/** One job: what it is, what runs of it, and how its latest deployment goes. Spec 06 §6.1. */
export async function showJob(invocation: Invocation, job: ApiJob, view: JobView): Promise<void> {
  invocation.ui.output(formatKeyValues(jobAttributes(invocation, job)));
  if (view.isShort) return;
  if (isPeriodic(job)) return showPeriodic(invocation, job, view);
  if (isParameterized(job)) return showParameterized(invocation, job, view);
  return showOrdinary(invocation, job, view);
}

/** Whether the job only launches others by the clock. */
function isPeriodic(job: ApiJob): boolean {
  return Boolean(job.Periodic);
}

/** Whether the job only launches others by dispatch. */
function isParameterized(job: ApiJob): job is ApiJob & { readonly ParameterizedJob: ApiParameterized } {
  return Boolean(job.ParameterizedJob) && job.Dispatched !== true;
}

function jobAttributes(invocation: Invocation, job: ApiJob): readonly string[] {
  const { style } = invocation;
  return [
    `ID|${job.ID}`,
    `Name|${job.Name}`,
    `Submit Date|${style.formatTimestamp(job.SubmitTime)}`,
    `Type|${job.Type}`,
    `Priority|${job.Priority}`,
    `Datacenters|${(job.Datacenters ?? []).join(",")}`,
    ...style.jobAttributes(job),
    `Status|${jobStatusText(job)}`,
    `Periodic|${isPeriodic(job)}`,
    `Parameterized|${isParameterized(job)}`,
    ...style.jobToken(job),
    ...nextLaunchRow(invocation, job),
  ];
}

function nextLaunchRow(invocation: Invocation, job: ApiJob): readonly string[] {
  if (!job.Periodic || isParameterized(job)) return [];
  if (job.Stop) return ["Next Periodic Launch|none (job stopped)"];
  const now = invocation.now();
  const launch = invocation.context.nextPeriodicLaunch?.(job.Periodic, now);
  if (launch === undefined) return [];
  return [`Next Periodic Launch|${invocation.style.formatTimestamp(launch)} (${formatWait(launch, now)} from now)`];
}

async function showPeriodic(invocation: Invocation, job: ApiJob, { query }: JobView): Promise<void> {
  const { ui } = invocation;
  const summary = await readSummary(invocation, job, query);
  showChildren(invocation, summary, "Children Job Summary");
  const children = await childTable(invocation, job, "periodic");
  if (children === undefined) return ui.output("\nNo instances of periodic job found");
  ui.title("Previously Launched Jobs");
  ui.output(children);
}

async function showParameterized(
  invocation: Invocation,
  job: ApiJob & { readonly ParameterizedJob: ApiParameterized },
  { query }: JobView,
): Promise<void> {
  const { ui } = invocation;
  const { Payload, MetaRequired, MetaOptional } = job.ParameterizedJob;
  ui.title("Parameterized Job");
  ui.output(
    formatKeyValues([
      `Payload|${Payload}`,
      `Required Metadata|${(MetaRequired ?? []).join(", ")}`,
      `Optional Metadata|${(MetaOptional ?? []).join(", ")}`,
    ]),
  );
  const summary = await readSummary(invocation, job, query);
  showChildren(invocation, summary, "Parameterized Job Summary");
  const children = await childTable(invocation, job, "dispatch");
  if (children === undefined) return ui.output("\nNo dispatched instances of parameterized job found");
  ui.title("Dispatched Jobs");
  ui.output(children);
}

/** The jobs that this one has launched; undefined if there are none. */
async function childTable(
  { lists, query }: Invocation,
  job: ApiJob,
  kind: "periodic" | "dispatch",
): Promise<string | undefined> {
  const found = await orFail("Error querying job", lists.jobs({ ...query, prefix: `${job.ID}/${kind}-` }));
  const children = found.filter(({ ParentID }) => ParentID === job.ID);
  if (children.length === 0) return undefined;
  return formatList(["ID|Status", ...children.map(({ ID, Status }) => `${ID}|${Status}`)]);
}

async function showOrdinary(invocation: Invocation, job: ApiJob, view: JobView): Promise<void> {
  const { api, lists, ui, style, context } = invocation;
  const { query, isVerbose } = view;
  const idLength = lengthOfIds(isVerbose);
  const stubs = await orFail(
    "Error querying job allocations",
    lists.jobAllocations(job.ID, view.showsAllAllocations, query),
  );
  const evaluations = await orFail("Error querying job evaluations", lists.jobEvaluations(job.ID, query));
  const { value: deployment } = await orFail(
    "Error querying latest job deployment",
    api.readLatestDeployment(job.ID, query),
  );

  const summary = await readSummary(invocation, job, query);
  showSummary(invocation, summary);
  if (view.showsEvaluations || isVerbose) {
    ui.title("Evaluations");
    ui.output(shortEvaluationTable(evaluations, idLength));
  }
  showPlacementFailure(invocation, evaluations);
  if (style.showsFutureRescheduling) await showFutureRescheduling(invocation, job, stubs, { query, isVerbose });
  if (deployment) {
    ui.title("Latest Deployment");
    ui.output(ui.colourise(latestDeploymentBlock(deployment, { style, pins: context.pins, idLength })));
  }
  if (style.showsActions) showActions(invocation, job);
  ui.title("Allocations");
  ui.output(
    style.allocationTable(stubs, { isVerbose, idLength, now: invocation.now(), deadlineOf: maxRunDeadline(job) }),
  );
}

async function readSummary({ api }: Invocation, job: ApiJob, query: Query): Promise<ApiJobSummary> {
  return (await orFail("Error querying job summary", api.readJobSummary(job.ID, query))).value;
}

function showSummary(invocation: Invocation, summary: ApiJobSummary): void {
  const { ui, style } = invocation;
  const { Children } = summary;
  const hasChildren = Children !== null && Children.Pending + Children.Running + Children.Dead > 0;
  if (hasChildren) showChildren(invocation, summary, "Children Job Summary");
  ui.title("Summary");
  ui.output(summaryTable(summary, style));
}

function showChildren({ ui }: Invocation, { Children }: ApiJobSummary, title: string): void {
  if (Children === null) return;
  ui.title(title);
  ui.output(formatList(["Pending|Running|Dead", `${Children.Pending}|${Children.Running}|${Children.Dead}`]));
}

function showActions({ ui }: Invocation, job: ApiJob): void {
  const rows = (job.TaskGroups ?? []).flatMap((group) =>
    group.Tasks.flatMap((task) => (task.Actions ?? []).map((action) => `${action.Name}|${group.Name}|${task.Name}`)),
  );
  if (rows.length === 0) return;
  ui.title("Actions");
  ui.output(formatList(["Action Name|Task Group|Task", ...rows]));
}
