import { jobValidation } from "../build/jobValidation.js";
import type { JobValidationApi } from "../nomadApi/jobValidation.js";
import type { ApiCluster } from "./cluster.js";

export function inProcessJobValidation({ world }: ApiCluster): JobValidationApi {
  return {
    validateJob: async (job, query) => jobValidation(world(), job, query?.namespace),
  };
}
