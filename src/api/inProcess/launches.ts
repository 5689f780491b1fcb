import { dispatched, evaluated } from "../build/answers.js";
import type { LaunchesApi } from "../nomadApi/launches.js";
import type { ApiCluster } from "./cluster.js";
import { namespaceOf } from "./query.js";

export function inProcessLaunches({ request }: ApiCluster): LaunchesApi {
  return {
    dispatchJob: async (jobId, body, idempotencyToken, query) =>
      dispatched(
        request({
          kind: "dispatch-job",
          namespace: namespaceOf(query),
          jobId,
          payload: body.Payload ?? undefined,
          meta: body.Meta,
          idPrefixTemplate: body.IdPrefixTemplate,
          priority: body.Priority,
          idempotencyToken: idempotencyToken || undefined,
        }),
      ),
    forcePeriodicJob: async (jobId, query) =>
      evaluated(request({ kind: "force-periodic-job", namespace: namespaceOf(query), jobId })),
  };
}
