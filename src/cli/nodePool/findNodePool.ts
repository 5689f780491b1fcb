import type { ApiNodePool } from "../../api/objects/nodePool.js";
import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";

const phrase = "Error retrieving node pool";

/** What is said when the number of arguments is wrong. */
export const nodePoolUsage = ["This command takes one argument: <node-pool>"];

/**
 * The node pool that a prefix or a name means; an exact name wins. Spec 06 §3.4.
 *
 * @throws {CommandFailure} when it means none or several.
 */
export async function findNodePool({ api, query }: Invocation, argument: string): Promise<ApiNodePool> {
  const { value: found } = await orFail(phrase, api.listNodePools({ ...query, prefix: argument }));
  const [first, second] = found;
  if (first === undefined) throw new CommandFailure(`${phrase}: No node pool with prefix ${quote(argument)} found`);
  const exact = found.find(({ Name }) => Name === argument);
  if (exact !== undefined || second === undefined) return exact ?? first;
  throw new CommandFailure(`Prefix matched multiple node pools\n\n${nodePoolTable(found)}`);
}

/** Node pools as they come. Spec 06 §2.10. */
export function nodePoolTable(pools: readonly ApiNodePool[]): string {
  return formatList(["Name|Description", ...pools.map(({ Name, Description }) => `${Name}|${Description}`)]);
}
