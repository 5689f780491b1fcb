import type { Query } from "../nomadApi.js";

/** Evaluations that go before the collector takes them (spec 07 §8.2). */
export interface EvaluationRemovalApi {
  /** Evaluations can only be deleted while no worker can take one: `PauseEvalBroker` of the scheduler's configuration. */
  isEvalBrokerPaused(query?: Query): Promise<boolean>;
  countEvaluations(query?: Query): Promise<number>;
  /** By IDs, or by an expression: one of the two. */
  deleteEvaluations(
    request: { readonly EvalIDs: readonly string[] | null; readonly Filter: string },
    query?: Query,
  ): Promise<{ readonly Count: number; readonly Index: number }>;
}
