import type { LaunchesApi } from "../nomadApi/launches.js";
import { type HttpClient, segment } from "./client.js";

export function httpLaunches({ write }: HttpClient): LaunchesApi {
  return {
    dispatchJob: (jobId, request, idempotencyToken, query) =>
      write(
        "PUT",
        `/v1/job/${segment(jobId)}/dispatch`,
        query,
        idempotencyToken === "" ? {} : { idempotency_token: idempotencyToken },
        { JobID: jobId, ...request },
      ),
    forcePeriodicJob: (jobId, query) => write("PUT", `/v1/job/${segment(jobId)}/periodic/force`, query),
  };
}
