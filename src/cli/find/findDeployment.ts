import type { ApiDeployment } from "../../api/objects/deployment.js";
import { deploymentTable } from "../blocks/deployed.js";
import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { quote } from "../text/quote.js";
import { evenPrefix } from "./uuidPrefix.js";

const phrase = "Error retrieving deployment";

/**
 * The one deployment that an ID or the beginning of one means. Spec 06 §3.3.
 *
 * @param idLength Of the short IDs in the table of an ambiguous prefix.
 * @throws {CommandFailure} when it means none or several.
 */
export async function findDeployment(
  invocation: Invocation,
  argument: string,
  idLength: number,
): Promise<ApiDeployment> {
  const { api, query, lists } = invocation;
  if (argument.length === 36) return (await orFail(phrase, api.readDeployment(argument, query))).value;
  const digits = argument.replaceAll("-", "");
  if (digits.length === 1) throw new CommandFailure(`${phrase}: Identifier must contain at least two characters.`);
  const prefix = evenPrefix(digits);
  const deployments = await orFail(phrase, lists.deployments({ ...query, prefix }));
  const [first, second] = deployments;
  if (first === undefined) throw new CommandFailure(`${phrase}: Deployment ID ${quote(prefix)} matched no deployments`);
  if (second === undefined) return first;
  throw new CommandFailure(`Prefix matched multiple deployments\n\n${deploymentTable(deployments, idLength)}`);
}
