import type { AllocationFilesApi } from "../nomadApi/allocationFiles.js";
import { ApiError } from "../nomadApi.js";
import type { ApiCluster } from "./cluster.js";

/** Tasks do not run here: they write nothing, and their folders do not exist. */
export function inProcessAllocationFiles({ world }: ApiCluster): AllocationFilesApi {
  const refuse = (what: string) => async (allocationId: string) => {
    if (!world().allocations.has(allocationId)) throw new ApiError(404, `Unknown allocation "${allocationId}"`);
    throw new ApiError(501, `${what} of allocations are not simulated`);
  };
  return {
    statAllocationFile: refuse("the files"),
    listAllocationFiles: refuse("the files"),
    readAllocationFile: refuse("the files"),
    readAllocationFileFrom: refuse("the files"),
    readTaskLog: refuse("the logs"),
  };
}
