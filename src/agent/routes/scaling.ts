import type { ScalingPolicyStub } from "../../api/nomadApi/scalingPolicies.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod } from "../call.js";
import { byText, pageOf } from "../listPage.js";

/** `/v1/scaling/policies` and `/v1/scaling/policy/:id`. Spec 07 §8.2, 05 §13.1. */
export const scalingRoutes: readonly Route[] = [
  { path: "/v1/scaling/policies", handle: byMethod({ GET: listPolicies }) },
  { path: "/v1/scaling/policy/*", handle: byMethod({ GET: readPolicy }) },
];

const policyOrder = byText<ScalingPolicyStub>(({ ID }) => ID);

function listPolicies(call: Call): Promise<Reply> {
  const { namespace, prefix } = call.query;
  const job = call.parameters.get("job");
  const type = call.parameters.get("type");
  const asked = { namespace, prefix, ...(job ? { job } : {}), ...(type ? { type } : {}) };
  return answerRead(call, { tables: ["scalingPolicies"] }, async () =>
    pageOf(await call.agent.api.listScalingPolicies(asked), call.query, policyOrder),
  );
}

function readPolicy(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["scalingPolicies"] }, () =>
    call.agent.api.readScalingPolicy(call.rest),
  );
}
