import { evaluationDispensable } from "../../cluster/garbage/collectable.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { World } from "../../model/world.js";
import { evaluationObject } from "../build/evaluations.js";
import { filtered } from "../filter/filtered.js";
import type { EvaluationRemovalApi } from "../nomadApi/evaluationRemoval.js";
import { ApiError, type Query } from "../nomadApi.js";
import type { ApiCluster } from "./cluster.js";
import { inNamespace } from "./query.js";

export function inProcessEvaluationRemoval({ world, request }: ApiCluster): EvaluationRemovalApi {
  return {
    isEvalBrokerPaused: async () => world().schedulerConfiguration.pauseEvalBroker,
    countEvaluations: async (query) => evaluationsOf(world(), query, query?.filter).length,
    deleteEvaluations: async ({ EvalIDs, Filter }, query) => {
      const ids = EvalIDs ?? [];
      if (ids.length > 0 && Filter !== "") throw new ApiError(400, "evals cannot be deleted by both ID and filter");
      if (ids.length === 0 && Filter === "") throw new ApiError(400, "evals must be deleted by either ID or filter");
      const evaluationIds = Filter === "" ? ids : dispensable(world(), query, Filter);
      const { index } = request({ kind: "delete-evaluations", evaluationIds });
      return { Count: evaluationIds.length, Index: index ?? 0 };
    },
  };
}

function evaluationsOf(world: World, query: Query | undefined, filter: string | undefined): readonly Evaluation[] {
  const found = inNamespace(world.evaluations.valuesArray(), query);
  return filtered(found, filter, "evaluation", (evaluation) => evaluationObject(world, evaluation));
}

/** Those that an expression means, but for the ones that are still needed. */
function dispensable(world: World, query: Query | undefined, filter: string): readonly string[] {
  return evaluationsOf(world, query, filter)
    .filter((evaluation) => evaluationDispensable(world, evaluation))
    .map(({ id }) => id);
}
