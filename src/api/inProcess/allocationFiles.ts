import type { AllocationFilesApi } from "../nomadApi/allocationFiles.js";
import { ApiError } from "../nomadApi.js";
import type { ApiCluster } from "./cluster.js";

/** Tasks do not run here: they write nothing, and their folders do not exist. */
export function inProcessAllocationFiles({ world }: ApiCluster): AllocationFilesApi {
  const refuse = async (allocationId: string, what: string) => {
    if (!world().allocations.has(allocationId)) throw new ApiError(404, `Unknown allocation "${allocationId}"`);
    throw new ApiError(501, `${what} of allocations are not simulated`);
  };
  return {
    statAllocationFile: (allocationId) => refuse(allocationId, "files"),
    listAllocationFiles: (allocationId) => refuse(allocationId, "files"),
    readAllocationFile: ({ ID }) => refuse(ID, "files"),
    readAllocationFileFrom: ({ ID }) => refuse(ID, "files"),
    readTaskLog: ({ ID }) => refuse(ID, "logs"),
  };
}
