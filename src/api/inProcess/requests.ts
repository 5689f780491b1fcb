import type { Simulator } from "../../cluster/simulator.js";
import type { OutsideAction } from "../../model/action.js";
import type { Done } from "../../model/step.js";
import { ApiError } from "../nomadApi.js";

/**
 * Performs a request on a simulated cluster.
 *
 * @throws {ApiError} when it is refused.
 */
export function performRequest(simulator: Simulator, action: OutsideAction): Done {
  const result = simulator.request(action);
  if (!result.ok) throw new ApiError(result.status, result.message);
  return result;
}

/** What the simulated cluster lacks on purpose (docs/known-differences.md). */
export function notSimulated(what: string): ApiError {
  return new ApiError(501, `${what} not simulated`);
}
