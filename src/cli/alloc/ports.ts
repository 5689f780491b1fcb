import type { ApiAllocation } from "../../api/objects/allocation.js";
import { formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";
import type { Ui } from "../ui.js";

/** The ports of the group's network, where they were given out. Spec 06 §6.7. */
export function showPorts(ui: Ui, { AllocatedResources }: ApiAllocation): void {
  const { Networks, Ports } = AllocatedResources?.Shared ?? {};
  const network = Networks?.[0];
  if (network === undefined) return;
  const legacy = [...(network.DynamicPorts ?? []), ...(network.ReservedPorts ?? [])];
  const rows =
    Ports && Ports.length > 0
      ? Ports.map(({ Label, HostIP, Value, To }) => portRow(`*${Label}`, HostIP, Value, To))
      : legacy.map(({ Label, Value, To }) => portRow(Label, network.IP ?? "", Value ?? 0, To));
  if (rows.length === 0) return;
  ui.output("");
  ui.output(`Allocation Addresses${network.Mode ? ` (mode = ${quote(network.Mode)})` : ""}:`);
  ui.output(formatList(["Label|Dynamic|Address", ...rows]));
}

function portRow(label: string, ip: string, port: number, to: number | undefined): string {
  return `${label}|yes|${ip}:${port}${to !== undefined && to > 0 ? ` -> ${to}` : ""}`;
}
