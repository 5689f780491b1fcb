import type { AllocationUsage, NodeUsage } from "../../api/nomadApi.js";
import type { ApiAllocation } from "../../api/objects/allocation.js";
import type { ApiNode, ApiNodeEvent } from "../../api/objects/node.js";
import { allocationRow } from "../blocks/allocationRow.js";
import type { Invocation } from "../definition.js";
import { describeError, orFail, passInterruption } from "../failure.js";
import type { NodeView } from "../styles/style.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { idLength as lengthOfIds } from "../text/shortId.js";
import { instantOf } from "../text/times.js";
import { nodeAttributes } from "./nodeAttributes.js";
import { allocatedCells, hostCells, runningOf, usedCells } from "./nodeResources.js";
import { showUsage } from "./usageSections.js";

/** One node: what it is, what it has, and what runs on it. Spec 06 §6.9. */
export async function showNode(invocation: Invocation, node: ApiNode, view: NodeView): Promise<void> {
  const { ui, lists, query, style } = invocation;
  const hint = () => invocation.showHint("View client details and metrics", `/clients/${node.ID}`);
  const allocations = await orFail("Error querying node allocations", lists.nodeAllocations(node.ID, query));
  const usage = view.isShort ? "silent" : await readUsage(invocation, node);
  const uptimeSeconds = typeof usage === "string" ? undefined : usage.Uptime;
  ui.output(formatKeyValues(nodeAttributes(node, style, { ...view, uptimeSeconds })));
  if (view.isShort) {
    await hint();
  } else {
    if (view.isVerbose) showEquipment(invocation, node);
    showEvents(invocation, node.Events ?? [], view.isVerbose);
    await showResources(invocation, node, allocations, usage);
    if (view.showsUsage && typeof usage !== "string") showUsage(ui, usage);
  }
  showAllocations(invocation, allocations, view.isVerbose);
  if (view.isVerbose) showMaps(invocation, node);
  if (!view.isShort) await hint();
}

/** `failed` after the failure was said; `silent` where nothing is measured and nothing is to be said. */
async function readUsage({ api, ui, query }: Invocation, { ID }: ApiNode): Promise<NodeUsage | "failed" | "silent"> {
  try {
    return (await api.readNodeUsage(ID, query)) ?? "silent";
  } catch (error) {
    ui.output("");
    ui.error(`error fetching node stats: ${describeError(error)}`);
    return "failed";
  }
}

function showEquipment({ ui, style }: Invocation, { HostVolumes, HostNetworks, Drivers }: ApiNode): void {
  const section = (title: string, header: string, rows: readonly string[]) => {
    if (rows.length === 0) return;
    ui.title(title);
    ui.output(formatList([header, ...rows]));
  };
  const byName = <Value>(things: Readonly<Record<string, Value>> | null) =>
    Object.entries(things ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  const volumes = byName(HostVolumes).map(([name, { ReadOnly, Path }]) => `${name}|${ReadOnly}|${Path}`);
  const networks = byName(HostNetworks).map(
    ([name, { CIDR, Interface, ReservedPorts }]) => `${name}|${CIDR ?? ""}|${Interface ?? ""}|${ReservedPorts ?? ""}`,
  );
  const drivers = byName(Drivers).map(([name, { Detected, Healthy, HealthDescription, UpdateTime }]) =>
    [name, Detected, Healthy, HealthDescription, style.formatTimestamp(instantOf(UpdateTime))].join("|"),
  );
  section("Host Volumes", "Name|ReadOnly|Source", volumes);
  section("Host Networks", "Name|CIDR|Interface|ReservedPorts", networks);
  section("Drivers", "Driver|Detected|Healthy|Message|Time", drivers);
}

function showEvents({ ui, style }: Invocation, events: readonly ApiNodeEvent[], isVerbose: boolean): void {
  const rows = [...events].reverse().map(({ Timestamp, Subsystem, Message, Details }) => {
    const source = Details?.driver ? `Driver: ${Details.driver}` : Subsystem;
    const details = Object.entries(Details ?? {})
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `${name} : ${value}`);
    return [
      style.formatTimestamp(instantOf(Timestamp)),
      source,
      Message,
      ...(isVerbose ? [details.join(", ")] : []),
    ].join("|");
  });
  ui.title("Node Events");
  ui.output(formatList([`Time|Subsystem|Message${isVerbose ? "|Details" : ""}`, ...rows]));
}

async function showResources(
  invocation: Invocation,
  node: ApiNode,
  allocations: readonly ApiAllocation[],
  usage: NodeUsage | "failed" | "silent",
): Promise<void> {
  const { ui } = invocation;
  const running = runningOf(allocations);
  const most = node.NodeMaxAllocs ?? 0;
  const count = most > 0 ? `${running.length}/${most}` : String(running.length);
  ui.title("Allocated Resources");
  ui.output(formatList(["CPU|Memory|Disk|Alloc Count", [...allocatedCells(node, running), count].join("|")]));
  const usages = await readUsages(invocation, running);
  ui.title("Allocation Resource Utilization");
  ui.output(formatList(["CPU|Memory", usedCells(node, usages).join("|")]));
  if (usage === "silent") return;
  if (usage === "failed") {
    ui.output("");
    ui.error("error fetching node stats: actual resource usage not present");
    return;
  }
  ui.title("Host Resource Utilization");
  ui.output(formatList(["CPU|Memory|Disk", hostCells(node, usage).join("|")]));
}

/** Of the allocations whose usage can be had. */
async function readUsages(
  { api, query }: Invocation,
  running: readonly ApiAllocation[],
): Promise<readonly AllocationUsage[]> {
  const usages: AllocationUsage[] = [];
  for (const { ID } of running) {
    try {
      const usage = await api.readAllocationUsage(ID, query);
      if (usage !== undefined) usages.push(usage);
    } catch (error) {
      passInterruption(error);
    }
  }
  return usages;
}

function showAllocations(invocation: Invocation, allocations: readonly ApiAllocation[], isVerbose: boolean): void {
  const { ui, style } = invocation;
  const view = { isVerbose, idLength: lengthOfIds(isVerbose), now: invocation.now(), hidesNodeName: true };
  ui.title("Allocations");
  ui.output(style.allocationTable(allocations.map(allocationRow), view));
}

function showMaps({ ui }: Invocation, { Attributes, Meta }: ApiNode): void {
  const show = (title: string, map: Readonly<Record<string, string>> | null) => {
    const names = Object.keys(map ?? {}).sort();
    ui.title(title);
    ui.output(formatKeyValues(names.map((name) => `${name}|${map?.[name] ?? ""}`)));
  };
  show("Attributes", Attributes);
  show("Meta", Meta);
}
