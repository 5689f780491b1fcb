import type { ApiNode } from "../../api/objects/node.js";
import type { Style } from "../styles/style.js";
import { formatDuration, instantOf } from "../text/times.js";

/** The rows of one node. @param uptimeSeconds Of its machine, where that is known. Spec 06 §6.9. */
export function nodeAttributes(
  node: ApiNode,
  style: Style,
  view: { readonly isShort: boolean; readonly isVerbose: boolean; readonly uptimeSeconds: number | undefined },
): readonly string[] {
  return [
    `ID|${node.ID}`,
    `Name|${node.Name}`,
    `Node Pool|${node.NodePool}`,
    `Class|${node.NodeClass}`,
    `DC|${node.Datacenter}`,
    `Drain|${drainText(node, style)}`,
    `Eligibility|${node.SchedulingEligibility}`,
    `Status|${node.Status}`,
    `CSI Controllers|${names(node.CSIControllerPlugins)}`,
    `CSI Drivers|${names(node.CSINodePlugins)}`,
    ...(view.uptimeSeconds === undefined ? [] : [`Uptime|${formatUptime(view.uptimeSeconds)}`]),
    ...(view.isVerbose ? [] : volumeRows(node)),
    ...(view.isVerbose ? [] : [`${view.isShort ? "Drivers" : "Driver Status"}|${driverText(node)}`]),
  ];
}

/** `46m41s`. */
function formatUptime(seconds: number): string {
  return formatDuration(BigInt(Math.trunc(seconds)) * 1_000_000_000n);
}

/** The drivers that were found, those that do not work marked. */
export function driverText({ Drivers }: ApiNode): string {
  return Object.entries(Drivers ?? {})
    .filter(([, { Detected }]) => Detected)
    .map(([name, { Healthy }]) => (Healthy ? name : `${name} (unhealthy)`))
    .sort()
    .join(",");
}

/** `false`, or until when and how the node is drained. */
export function drainText({ DrainStrategy, Drain }: ApiNode, { formatTimestamp }: Style): string {
  if (!DrainStrategy) return String(Drain);
  const { Deadline, ForceDeadline, IgnoreSystemJobs } = DrainStrategy;
  const system = IgnoreSystemJobs ? "; ignoring system jobs" : "";
  if (Deadline < 0n) return `true; force drain${system}`;
  const forced = instantOf(ForceDeadline);
  if (forced === undefined) return `true; no deadline${system}`;
  return `true; ${formatTimestamp(forced)} deadline${system}`;
}

function volumeRows(node: ApiNode): readonly string[] {
  return [`Host Volumes|${names(node.HostVolumes)}`, `Host Networks|${names(node.HostNetworks)}`, "CSI Volumes|"];
}

function names(things: Readonly<Record<string, unknown>> | null): string {
  return Object.keys(things ?? {})
    .sort()
    .join(",");
}
