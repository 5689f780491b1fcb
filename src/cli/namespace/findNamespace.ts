import type { ApiNamespace } from "../../api/objects/namespace.js";
import { compareBytes } from "../../jobspec/byteOrder.js";
import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { formatList } from "../text/columns.js";

import { quote } from "../text/quote.js";

/** For a request that fails. */
export const namespacesPhrase = "Error retrieving namespaces";

/**
 * The namespace that a prefix or a name means; an exact name wins. Spec 06 §3.4.
 *
 * @throws {CommandFailure} when it means none or several.
 */
export async function findNamespace({ api, query }: Invocation, argument: string): Promise<ApiNamespace> {
  const { value: found } = await orFail(namespacesPhrase, api.listNamespaces({ ...query, prefix: argument }));
  const [first, second] = found;
  if (first === undefined) {
    throw new CommandFailure(`${namespacesPhrase}: Namespace ${quote(argument)} matched no namespaces`);
  }
  const exact = found.find(({ Name }) => Name === argument);
  if (exact !== undefined || second === undefined) return exact ?? first;
  throw new CommandFailure(`Prefix matched multiple namespaces\n\n${namespaceTable(found)}`);
}

/** Namespaces by name. Spec 06 §2.10. */
export function namespaceTable(namespaces: readonly ApiNamespace[]): string {
  const ascending = [...namespaces].sort((left, right) => compareBytes(left.Name, right.Name));
  return formatList(["Name|Description", ...ascending.map(({ Name, Description }) => `${Name}|${Description}`)]);
}
