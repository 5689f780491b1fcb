import type { AllocationUsage } from "../../api/nomadApi.js";
import type { ApiAllocation } from "../../api/objects/allocation.js";
import { maxRunDeadline } from "../blocks/maxRunDeadline.js";
import { placementMetrics } from "../blocks/metrics.js";
import type { Invocation } from "../definition.js";
import { describeError, orFail, passInterruption } from "../failure.js";
import type { DetailView } from "../styles/style.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { idLength as lengthOfIds, shortId } from "../text/shortId.js";
import { formatAge, formatDuration, instantOf } from "../text/times.js";
import { showPorts } from "./ports.js";
import { rescheduleAttempts } from "./rescheduleAttempts.js";
import { showTask } from "./showTask.js";
import { lifecycleOf, tasksInOrder } from "./taskOrder.js";

/** An allocation with its tasks. Spec 06 §6.7. */
export async function showAllocation(
  invocation: Invocation,
  allocation: ApiAllocation,
  view: DetailView,
): Promise<void> {
  const { ui } = invocation;
  if (view.isShort) return showShort(invocation, allocation);
  ui.output(formatKeyValues(await attributes(invocation, allocation, view)));
  showPorts(ui, allocation);
  await showChecks(invocation, allocation);
  const usage = await readUsage(invocation, allocation);
  for (const task of tasksInOrder(allocation))
    showTask(invocation, allocation, task, usage?.Tasks?.[task]?.ResourceUsage ?? undefined);
  if (view.isVerbose && allocation.Metrics !== undefined) {
    const { style, context } = invocation;
    ui.title("Placement Metrics");
    ui.output(
      ui.colourise(placementMetrics(allocation.Metrics, { style, pins: context.pins, indent: "  ", withScores: true })),
    );
  }
}

function showShort(invocation: Invocation, allocation: ApiAllocation): void {
  const { ui, style } = invocation;
  const now = invocation.now();
  const deadline = deadlineOf(allocation);
  ui.output(
    formatKeyValues([
      `ID|${allocation.ID}`,
      `Name|${allocation.Name}`,
      `Created|${formatAge(allocation.CreateTime, now)}`,
      `Modified|${formatAge(allocation.ModifyTime, now)}`,
      ...(deadline === undefined ? [] : [`Max Run Deadline|${formatAge(deadline, now)}`]),
    ]),
  );
  const rows = tasksInOrder(allocation).map((task) => {
    const state = allocation.TaskStates?.[task];
    const last = state?.Events?.at(-1);
    const time = last === undefined ? "" : style.formatTimestamp(last.Time);
    const lifecycle = lifecycleOf(allocation, task);
    return `${task}|${state?.State}|${last?.Type ?? ""}|${time}|${lifecycle === "" ? "main" : lifecycle}`;
  });
  ui.title("Tasks");
  ui.output(formatList(["Name|State|Last Event|Time|Lifecycle", ...rows]));
}

async function attributes(
  invocation: Invocation,
  allocation: ApiAllocation,
  { isVerbose }: DetailView,
): Promise<readonly string[]> {
  const now = invocation.now();
  const length = lengthOfIds(isVerbose);
  const formatTime = (instant: bigint | undefined) =>
    isVerbose ? invocation.style.formatTimestamp(instant) : formatAge(instant, now);
  const deadline = deadlineOf(allocation);
  const attempts = rescheduleAttempts(allocation);
  const eligibility = await followUpTime(invocation, allocation);
  return [
    `ID|${allocation.ID}`,
    `Eval ID|${shortId(allocation.EvalID, length)}`,
    `Name|${allocation.Name}`,
    `Node ID|${shortId(allocation.NodeID, length)}`,
    `Node Name|${allocation.NodeName ?? ""}`,
    `Job ID|${allocation.JobID}`,
    `Job Version|${allocation.Job?.Version ?? 0}`,
    `Client Status|${allocation.ClientStatus ?? ""}`,
    `Client Description|${allocation.ClientDescription ?? ""}`,
    `Desired Status|${allocation.DesiredStatus ?? ""}`,
    `Desired Description|${allocation.DesiredDescription ?? ""}`,
    `Created|${formatTime(allocation.CreateTime)}`,
    `Modified|${formatTime(allocation.ModifyTime)}`,
    ...(deadline === undefined ? [] : [`Max Run Deadline|${formatTime(deadline)}`]),
    ...deploymentRows(allocation, length),
    ...(attempts === undefined ? [] : [`Reschedule Attempts|${attempts}`]),
    ...(allocation.NextAllocation ? [`Replacement Alloc ID|${shortId(allocation.NextAllocation, length)}`] : []),
    ...(eligibility === undefined || eligibility <= now
      ? []
      : [`Reschedule Eligibility|${formatAge(eligibility, now)}`]),
    ...(isVerbose ? metricRows(allocation) : []),
  ];
}

function deploymentRows({ DeploymentID, DeploymentStatus }: ApiAllocation, length: number): readonly string[] {
  if (!DeploymentID) return [];
  const healthy = DeploymentStatus?.Healthy ?? undefined;
  const health = healthy === undefined ? "unset" : healthy ? "healthy" : "unhealthy";
  return [
    `Deployment ID|${shortId(DeploymentID, length)}`,
    `Deployment Health|${health}`,
    ...(DeploymentStatus?.Canary ? ["Canary|true"] : []),
  ];
}

function metricRows({ Metrics }: ApiAllocation): readonly string[] {
  if (Metrics === undefined) return [];
  return [
    `Evaluated Nodes|${Metrics.NodesEvaluated}`,
    `Filtered Nodes|${Metrics.NodesFiltered}`,
    `Exhausted Nodes|${Metrics.NodesExhausted}`,
    `Allocation Time|${formatDuration(BigInt(Metrics.AllocationTime))}`,
    `Failures|${Metrics.CoalescedFailures}`,
  ];
}

function deadlineOf(allocation: ApiAllocation): bigint | undefined {
  return allocation.Job === undefined ? undefined : maxRunDeadline(allocation.Job)(allocation);
}

/** When the follow-up evaluation of a failed allocation is due. */
async function followUpTime(
  { api, query }: Invocation,
  { FollowupEvalID }: ApiAllocation,
): Promise<bigint | undefined> {
  if (!FollowupEvalID) return undefined;
  const { value: evaluation } = await orFail("Error querying evaluation", api.readEvaluation(FollowupEvalID, query));
  return instantOf(evaluation.WaitUntil);
}

/** The checks of Nomad's own service discovery; a client that cannot answer has none. */
async function showChecks({ api, ui, query }: Invocation, { ID }: ApiAllocation): Promise<void> {
  let checks: Awaited<ReturnType<typeof api.readAllocationChecks>>;
  try {
    checks = await api.readAllocationChecks(ID, query);
  } catch (error) {
    passInterruption(error);
    return;
  }
  const rows = Object.entries(checks ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, { Service, Task, Check, Mode, Status }]) => `${Service}|${Task || "(group)"}|${Check}|${Mode}|${Status}`);
  if (rows.length === 0) return;
  ui.output("");
  ui.output("Nomad Service Checks:");
  ui.output(formatList(["Service|Task|Name|Mode|Status", ...rows]));
}

async function readUsage({ api, ui, query }: Invocation, { ID }: ApiAllocation): Promise<AllocationUsage | undefined> {
  try {
    return await api.readAllocationUsage(ID, query);
  } catch (error) {
    ui.output("");
    ui.error(`Couldn't retrieve stats: ${describeError(error)}`);
    return undefined;
  }
}
