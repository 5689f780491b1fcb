import type { ApiEvaluation } from "../../api/objects/evaluation.js";
import type { Invocation } from "../definition.js";
import { findByUuid } from "../find/findByUuid.js";

/** The evaluation that the beginning of an ID means. Spec 06 §3.2. */
export function findEvaluation(invocation: Invocation, argument: string, idLength: number): Promise<ApiEvaluation> {
  return findByUuid(invocation, argument, {
    tooShort: "Identifier must contain at least two characters.",
    phrase: "Error querying evaluation",
    notFound: (prefix) => `No evaluation(s) with prefix or id ${prefix} found`,
    list: async ({ lists, query }, prefix) => (await lists.evaluations({ ...query, prefix })).value,
    table: (evaluations) => invocation.style.ambiguousEvaluations(evaluations, idLength),
    plural: "evaluations",
  });
}
