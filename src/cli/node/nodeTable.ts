import type { NodeListStub } from "../../api/objects/node.js";
import type { NodeListView } from "../styles/style.js";
import { formatList } from "../text/columns.js";
import { idLength, shortId } from "../text/shortId.js";

/** The table of nodes. Spec 06 §6.9. */
export function nodeTable(nodes: readonly NodeListStub[], { isVerbose, showsOs, running }: NodeListView): string {
  const rows = nodes.map((node) =>
    [
      shortId(node.ID, idLength(isVerbose)),
      node.NodePool,
      node.Datacenter,
      node.Name,
      node.NodeClass,
      ...(showsOs ? [node.Attributes?.["os.name"] ?? ""] : []),
      ...(isVerbose ? [node.Address, node.Version] : []),
      String(node.Drain),
      node.SchedulingEligibility,
      node.Status,
      ...(running === undefined ? [] : [String(running.get(node.ID) ?? 0)]),
    ].join("|"),
  );
  const header = [
    "ID|Node Pool|DC|Name|Class",
    ...(showsOs ? ["OS"] : []),
    ...(isVerbose ? ["Address|Version"] : []),
    "Drain|Eligibility|Status",
    ...(running === undefined ? [] : ["Running Allocs"]),
  ].join("|");
  return formatList([header, ...rows]);
}
