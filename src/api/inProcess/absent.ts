import type { Simulator } from "../../cluster/simulator.js";
import type { EnterpriseApi } from "../nomadApi/enterprise.js";
import type { ServiceApi } from "../nomadApi/services.js";
import type { VariableApi } from "../nomadApi/variables.js";
import type { Answer } from "../nomadApi.js";
import { ApiError } from "../nomadApi.js";
import { notSimulated } from "./requests.js";

/**
 * Resources of which a simulated cluster has none: their lists are empty, and what would make or change one is refused.
 * docs/known-differences.md.
 */
export function absentResources(simulator: Simulator): VariableApi & ServiceApi & EnterpriseApi {
  const none = async (): Promise<Answer<readonly never[]>> => ({ value: [], index: simulator.world.index });
  const refuse = (what: string) => async () => {
    throw notSimulated(what);
  };
  const refuseEnterprise = async () => {
    throw new ApiError(501, "Nomad Enterprise only endpoint");
  };
  return {
    listVariables: none,
    readVariable: refuse("variables are"),
    writeVariable: refuse("variables are"),
    deleteVariable: refuse("variables are"),
    listServices: none,
    listServiceRegistrations: none,
    deleteServiceRegistration: refuse("Nomad's service discovery is"),
    listVolumes: none,
    listPlugins: none,
    listEnterprise: refuseEnterprise,
    readEnterprise: refuseEnterprise,
    writeEnterprise: refuseEnterprise,
    deleteEnterprise: refuseEnterprise,
  };
}
