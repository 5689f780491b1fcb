import type { NodeListStub } from "../../api/objects/node.js";
import { formatList } from "../text/columns.js";
import { shortId } from "../text/shortId.js";

/** The short table of nodes: of an ambiguous prefix, and of a pool. Spec 06 §3.2, §6.10. */
export function nodeStubTable(nodes: readonly NodeListStub[], idLength: number): string {
  const rows = nodes.map((node) =>
    [
      shortId(node.ID, idLength),
      node.Datacenter,
      node.Name,
      node.NodeClass,
      String(node.Drain),
      node.SchedulingEligibility,
      node.Status,
    ].join("|"),
  );
  return formatList(["ID|DC|Name|Class|Drain|Eligibility|Status", ...rows]);
}
