import type { EvaluationRemovalApi } from "../nomadApi/evaluationRemoval.js";
import type { HttpClient } from "./client.js";

export function httpEvaluationRemoval({ read, write }: HttpClient): EvaluationRemovalApi {
  return {
    isEvalBrokerPaused: async (query) => {
      const { value } = await read<SchedulerConfigurationAnswer>("/v1/operator/scheduler/configuration", query);
      return value.SchedulerConfig?.PauseEvalBroker === true;
    },
    countEvaluations: async (query) =>
      (await read<{ readonly Count: number }>("/v1/evaluations/count", query)).value.Count,
    deleteEvaluations: (request, query) => write("DELETE", "/v1/evaluations", query, {}, request),
  };
}

interface SchedulerConfigurationAnswer {
  readonly SchedulerConfig: { readonly PauseEvalBroker: boolean } | null;
}
