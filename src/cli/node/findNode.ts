import type { NodeListStub } from "../../api/objects/node.js";
import type { Invocation } from "../definition.js";
import { findByUuid, type UuidSearch } from "../find/findByUuid.js";
import { idLength as lengthOfIds } from "../text/shortId.js";
import { nodeStubTable } from "./nodeStubTable.js";

const search: Omit<UuidSearch<NodeListStub>, "phrase"> = {
  tooShort: "Identifier must contain at least two characters.",
  notFound: (prefix) => `No node(s) with prefix or id ${prefix} found`,
  list: async ({ lists, query }, prefix) => (await lists.nodes({ ...query, prefix })).value,
  table: (nodes) => nodeStubTable(nodes, lengthOfIds(true)),
  plural: "nodes",
};

/** The node that `node status` is asked for by the beginning of its ID. Spec 06 §3.2. */
export function findShownNode(invocation: Invocation, argument: string, idLength: number): Promise<NodeListStub> {
  return findByUuid(invocation, argument, {
    ...search,
    phrase: "Error querying node info",
    notFound: (prefix) => `No node(s) with prefix ${prefix} found`,
    table: (nodes) => nodeStubTable(nodes, idLength),
  });
}

/**
 * The node that a command changes. Spec 06 §3.2.
 *
 * @param phrase For a request that fails.
 * @param tooShort For a single character, where the command has words of its own.
 */
export function findNode(
  invocation: Invocation,
  argument: string,
  phrase: string,
  tooShort = search.tooShort,
): Promise<NodeListStub> {
  return findByUuid(invocation, argument, { ...search, phrase, tooShort });
}
