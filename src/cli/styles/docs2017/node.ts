import type { ApiNode, NodeListStub } from "../../../api/objects/node.js";
import { allocationRow } from "../../blocks/allocationRow.js";
import type { Invocation } from "../../definition.js";
import { orFail } from "../../failure.js";
import { driverText } from "../../node/nodeAttributes.js";
import { allocatedCells, runningOf } from "../../node/nodeResources.js";
import { formatKeyValues, formatList } from "../../text/columns.js";
import { idLength as lengthOfIds, shortId } from "../../text/shortId.js";
import type { NodeListView, NodeView } from "../style.js";

/** The list of `node-status` of 2017. Spec 06 §7.2. */
export function nodeTable(nodes: readonly NodeListStub[], { isVerbose, running }: NodeListView): string {
  const rows = nodes.map((node) =>
    [
      shortId(node.ID, lengthOfIds(isVerbose)),
      node.Datacenter,
      node.Name,
      node.NodeClass,
      String(node.Drain),
      node.Status,
      ...(running === undefined ? [] : [String(running.get(node.ID) ?? 0)]),
    ].join("|"),
  );
  return formatList([`ID|DC|Name|Class|Drain|Status${running === undefined ? "" : "|Running Allocs"}`, ...rows]);
}

/** `node-status` of 2017 for one node. Spec 06 §7.2. */
export async function showNode(invocation: Invocation, node: ApiNode, { isShort, isVerbose }: NodeView): Promise<void> {
  const { ui, lists, query, style } = invocation;
  const idLength = lengthOfIds(isVerbose);
  const allocations = await orFail("Error querying node allocations", lists.nodeAllocations(node.ID, query));
  ui.output(
    formatKeyValues([
      `ID|${shortId(node.ID, idLength)}`,
      `Name|${node.Name}`,
      `Class|${node.NodeClass}`,
      `DC|${node.Datacenter}`,
      `Drain|${node.Drain}`,
      `Status|${node.Status}`,
      `Drivers|${driverText(node)}`,
    ]),
  );
  if (!isShort) {
    ui.title("Allocated Resources");
    ui.output(formatList(["CPU|Memory|Disk|IOPS", [...allocatedCells(node, runningOf(allocations)), "0/0"].join("|")]));
  }
  ui.title("Allocations");
  ui.output(style.allocationTable(allocations.map(allocationRow), { isVerbose, idLength, now: invocation.now() }));
}
