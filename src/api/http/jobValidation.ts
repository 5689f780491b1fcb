import type { JobValidationApi } from "../nomadApi/jobValidation.js";
import type { HttpClient } from "./client.js";

export function httpJobValidation({ write }: HttpClient): JobValidationApi {
  return {
    validateJob: (Job, query) => write("PUT", "/v1/validate/job", query, {}, { Job }),
  };
}
