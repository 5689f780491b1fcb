import type { NodeListStub } from "../../api/objects/node.js";
import type { Invocation } from "../definition.js";
import { findByUuid } from "../find/findByUuid.js";
import { formatList } from "../text/columns.js";
import { shortId } from "../text/shortId.js";

/** The node that the beginning of an ID means. Spec 06 §3.2. */
export function findNode(invocation: Invocation, argument: string, idLength: number): Promise<NodeListStub> {
  return findByUuid(invocation, argument, {
    tooShort: "Identifier must contain at least two characters.",
    phrase: "Error querying node info",
    notFound: (prefix) => `No node(s) with prefix ${prefix} found`,
    list: async ({ lists, query }, prefix) => (await lists.nodes({ ...query, prefix })).value,
    table: (nodes) => nodeStubTable(nodes, idLength),
    plural: "nodes",
  });
}

function nodeStubTable(nodes: readonly NodeListStub[], idLength: number): string {
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
