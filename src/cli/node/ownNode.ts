import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";

/**
 * The node of an agent that is a client itself, for `-self`.
 *
 * @throws {CommandFailure} when it is none.
 */
export async function ownNodeId({ api, query }: Invocation): Promise<string> {
  const phrase = "Error querying agent info: failed querying self endpoint";
  const nodeId = await orFail(phrase, api.readOwnNodeId(query));
  if (nodeId === undefined || nodeId === "") throw new CommandFailure("Nomad not running in client mode");
  return nodeId;
}
