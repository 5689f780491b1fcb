import type { ResourceUsage } from "../../api/nomadApi.js";
import type { ApiAllocation, ApiNetworkResource, ApiTaskState } from "../../api/objects/allocation.js";
import type { Invocation } from "../definition.js";
import type { Style } from "../styles/style.js";
import { formatKeyValues, formatList, formatSpacedList } from "../text/columns.js";
import { formatBytes, formatMebibytes } from "../text/numbers.js";
import { quote } from "../text/quote.js";
import { instantOf } from "../text/times.js";
import { lifecycleOf } from "./taskOrder.js";

/** One task of an allocation: what it may use, and what happened to it. Spec 06 §6.7. */
export function showTask(
  { ui, style }: Invocation,
  allocation: ApiAllocation,
  task: string,
  usage: ResourceUsage | undefined,
): void {
  const state = allocation.TaskStates?.[task];
  if (state === undefined) return;
  const lifecycle = lifecycleOf(allocation, task);
  ui.title(`Task ${quote(task)}${lifecycle === "" ? "" : ` (${lifecycle})`} is ${quote(state.State)}`);
  ui.output("Task Resources:");
  ui.output(resourceTable(allocation, task, usage));
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

/** The events of a task, newest first. */
export function eventTable({ Events }: ApiTaskState, style: Style): string {
  const rows = [...(Events ?? [])]
    .reverse()
    .map(({ Time, Type, DisplayMessage }) => `${style.formatTimestamp(Time)}|${Type}|${DisplayMessage}`);
  return formatList(["Time|Type|Description", ...rows]);
}

/** `N/A` for what has not happened. */
export function formatTaskTime(style: Style, timestamp: string | null): string {
  return style.formatTimestamp(instantOf(timestamp)) || "N/A";
}

/** `label: ip:port` of a task's own networks. */
export function taskAddresses(networks: readonly ApiNetworkResource[] | null | undefined): readonly string[] {
  return (networks ?? []).flatMap(({ IP, DynamicPorts, ReservedPorts }) =>
    [...(DynamicPorts ?? []), ...(ReservedPorts ?? [])].map(({ Label, Value }) => `${Label}: ${IP}:${Value ?? 0}`),
  );
}

function resourceTable(allocation: ApiAllocation, task: string, usage: ResourceUsage | undefined): string {
  const resources = allocation.TaskResources?.[task];
  const [cpu, memory, most, cores] = [
    resources?.CPU ?? 0,
    resources?.MemoryMB ?? 0,
    resources?.MemoryMaxMB ?? 0,
    resources?.Cores ?? 0,
  ];
  const [first = "", ...otherAddresses] = taskAddresses(
    resources?.Networks as readonly ApiNetworkResource[] | null | undefined,
  );
  const usedCpu = usage?.CpuStats ? `${Math.floor(usage.CpuStats.TotalTicks)}/` : "";
  const usedMemory = usage?.MemoryStats ? `${formatBytes(usage.MemoryStats.RSS || usage.MemoryStats.Usage)}/` : "";
  const disk = formatMebibytes(allocation.Resources?.DiskMB ?? 0);
  const rows = [`${usedCpu}${cpu} MHz|${usedMemory}${formatMebibytes(memory)}|${disk}|${first}`];
  const mostMemory = most > 0 && most !== memory ? `Max: ${formatMebibytes(most)}` : "";
  if (mostMemory !== "" || otherAddresses.length > 0) rows.push(`|${mostMemory}||${otherAddresses[0] ?? ""}`);
  rows.push(...otherAddresses.slice(1).map((address) => `|||${address}`));
  return formatSpacedList([`${cores > 0 ? `CPU (${cores} cores)` : "CPU"}|Memory|Disk|Addresses`, ...rows]);
}
