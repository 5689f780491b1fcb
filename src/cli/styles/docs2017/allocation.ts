import type { ApiAllocation, ApiNetworkResource } from "../../../api/objects/allocation.js";
import { eventTable, formatTaskTime, taskAddresses } from "../../alloc/showTask.js";
import { placementMetrics } from "../../blocks/metrics.js";
import type { Invocation } from "../../definition.js";
import { orFail } from "../../failure.js";
import { formatKeyValues, formatList, formatSpacedList } from "../../text/columns.js";
import { formatMebibytes } from "../../text/numbers.js";
import { quote } from "../../text/quote.js";
import { idLength as lengthOfIds, shortId } from "../../text/shortId.js";
import { formatDuration } from "../../text/times.js";
import type { DetailView } from "../style.js";

/** `alloc-status` of 2017. Spec 06 §7.2. */
export async function showAllocation(
  invocation: Invocation,
  allocation: ApiAllocation,
  view: DetailView,
): Promise<void> {
  const { ui, style, context } = invocation;
  ui.output(formatKeyValues(await attributes(invocation, allocation, view.isVerbose)));
  const tasks = Object.keys(allocation.TaskStates ?? {}).sort();
  if (view.isShort) {
    showTasksInShort(invocation, allocation, tasks);
    return;
  }
  for (const task of tasks) showTask(invocation, allocation, task);
  if (!view.isVerbose || allocation.Metrics === undefined) return;
  ui.title("Placement Metrics");
  ui.output(
    ui.colourise(placementMetrics(allocation.Metrics, { style, pins: context.pins, indent: "  ", withScores: true })),
  );
}

async function attributes(
  invocation: Invocation,
  allocation: ApiAllocation,
  isVerbose: boolean,
): Promise<readonly string[]> {
  const length = lengthOfIds(isVerbose);
  const { Metrics, DeploymentID, DeploymentStatus } = allocation;
  const healthy = DeploymentStatus?.Healthy ?? undefined;
  return [
    `ID|${shortId(allocation.ID, length)}`,
    `Eval ID|${shortId(allocation.EvalID, length)}`,
    `Name|${allocation.Name}`,
    `Node ID|${shortId(allocation.NodeID, length)}`,
    `Job ID|${allocation.JobID}`,
    `Job Version|${allocation.Job?.Version ?? 0}`,
    `Client Status|${allocation.ClientStatus ?? ""}`,
    `Client Description|${allocation.ClientDescription ?? ""}`,
    `Desired Status|${allocation.DesiredStatus ?? ""}`,
    `Desired Description|${allocation.DesiredDescription ?? ""}`,
    `Created At|${invocation.style.formatTimestamp(allocation.CreateTime)}`,
    ...(DeploymentID
      ? [
          `Deployment ID|${shortId(DeploymentID, length)}`,
          `Deployment Health|${healthy === undefined ? "unset" : healthy ? "healthy" : "unhealthy"}`,
          ...((await isPlacedCanary(invocation, allocation, DeploymentID)) ? ["Canary|true"] : []),
        ]
      : []),
    ...(isVerbose && Metrics !== undefined
      ? [
          `Evaluated Nodes|${Metrics.NodesEvaluated}`,
          `Filtered Nodes|${Metrics.NodesFiltered}`,
          `Exhausted Nodes|${Metrics.NodesExhausted}`,
          `Allocation Time|${formatDuration(BigInt(Metrics.AllocationTime))}`,
          `Failures|${Metrics.CoalescedFailures}`,
        ]
      : []),
  ];
}

async function isPlacedCanary(
  { api, query }: Invocation,
  { ID, TaskGroup }: ApiAllocation,
  deploymentId: string,
): Promise<boolean> {
  const { value: deployment } = await orFail("Error querying deployment", api.readDeployment(deploymentId, query));
  return deployment.TaskGroups[TaskGroup]?.PlacedCanaries?.includes(ID) ?? false;
}

function showTasksInShort({ ui, style }: Invocation, { TaskStates }: ApiAllocation, tasks: readonly string[]): void {
  const rows = tasks.map((task) => {
    const state = TaskStates?.[task];
    const last = state?.Events?.at(-1);
    return `${task}|${state?.State}|${last?.Type ?? ""}|${last === undefined ? "" : style.formatTimestamp(last.Time)}`;
  });
  ui.title("Tasks");
  ui.output(formatList(["Name|State|Last Event|Time", ...rows]));
}

function showTask({ ui, style }: Invocation, allocation: ApiAllocation, task: string): void {
  const state = allocation.TaskStates?.[task];
  if (state === undefined) return;
  const resources = allocation.TaskResources?.[task];
  const [first = "", ...others] = taskAddresses(
    resources?.Networks as readonly ApiNetworkResource[] | null | undefined,
  );
  const figures = [
    `${resources?.CPU ?? 0} MHz`,
    formatMebibytes(resources?.MemoryMB ?? 0),
    formatMebibytes(allocation.Resources?.DiskMB ?? 0),
    "0",
    first,
  ].join("|");
  ui.title(`Task ${quote(task)} is ${quote(state.State)}`);
  ui.output("Task Resources");
  ui.output(
    formatSpacedList(["CPU|Memory|Disk|IOPS|Addresses", figures, ...others.map((address) => `||||${address}`)]),
  );
  ui.output("");
  ui.output("Task Events:");
  ui.output(
    formatKeyValues([
      `Started At|${formatTaskTime(style, state.StartedAt)}`,
      `Finished At|${formatTaskTime(style, state.FinishedAt)}`,
      `Total Restarts|${state.Restarts}`,
      `Last Restart|${formatTaskTime(style, state.LastRestart)}`,
    ]),
  );
  ui.output("");
  ui.output("Recent Events:");
  ui.output(eventTable(state, style));
}
