import { ApiError } from "../../api/nomadApi.js";
import type { ApiEvaluation } from "../../api/objects/evaluation.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, readMembers } from "../call.js";
import { byCreateIndex, byText, pageOf } from "../listPage.js";

/** `/v1/evaluations` and `/v1/evaluation/…`. Spec 07 §10.3. */
export const evaluationRoutes: readonly Route[] = [
  { path: "/v1/evaluations", handle: byMethod({ GET: listEvaluations, DELETE: deleteEvaluations }) },
  { path: "/v1/evaluations/count", handle: byMethod({ GET: countEvaluations }) },
  { path: "/v1/evaluation/*", handle: byMethod({ GET: ofEvaluation }) },
];

function listEvaluations(call: Call): Promise<Reply> {
  const { namespace, prefix, filter } = call.query;
  const job = call.parameters.get("job") || undefined;
  const status = call.parameters.get("status") || undefined;
  if (filter !== undefined && (job !== undefined || status !== undefined)) {
    throw new ApiError(400, "Filter expression cannot be used with other filter parameters");
  }
  const asked = { namespace, prefix, filter, ...(job === undefined ? {} : { job }), ...(status ? { status } : {}) };
  const order = prefix === undefined ? byCreateIndex<ApiEvaluation>() : byText<ApiEvaluation>(({ ID }) => ID);
  return answerRead(call, { tables: ["evaluations"] }, async () =>
    pageOf(await call.agent.api.listEvaluations(asked), call.query, order),
  );
}

function countEvaluations(call: Call): Promise<Reply> {
  const { namespace, prefix, filter } = call.query;
  return answerRead(call, { tables: ["evaluations"] }, async () => {
    const { value, index } = await call.agent.api.listEvaluations({ namespace, prefix, filter });
    return { value: { Count: value.length, Index: index, LastContact: 0, KnownLeader: true, NextToken: "" }, index };
  });
}

async function deleteEvaluations(call: Call): Promise<Reply> {
  const members = readMembers(call);
  const request = { EvalIDs: members.texts("EvalIDs"), Filter: members.text("Filter") ?? "" };
  const namespace = call.query.namespace ?? (members.text("Namespace") || undefined);
  const answer = await call.agent.api.deleteEvaluations(request, { namespace });
  return { kind: "write", value: answer, index: answer.Index };
}

const allocationsSuffix = "/allocations";

function ofEvaluation(call: Call): Promise<Reply> {
  if (call.rest.endsWith(allocationsSuffix)) {
    const evaluationId = call.rest.slice(0, -allocationsSuffix.length);
    return answerRead(call, { tables: ["allocations"] }, () => call.agent.api.listEvaluationAllocations(evaluationId));
  }
  const withRelated = call.parameters.get("related") === "true";
  return answerRead(call, { object: true, tables: ["evaluations"] }, async () => {
    const { value, index } = await call.agent.api.readEvaluation(call.rest);
    const { RelatedEvals: _related, ...alone } = value;
    return { value: withRelated ? value : alone, index };
  });
}
