import { dispatched } from "../../api/build/answers.js";
import { ApiError } from "../../api/nomadApi.js";
import type { Call, Reply } from "../call.js";
import { readOptionalMembers } from "../call.js";

/** `PUT /v1/job/:id/dispatch`: a child of a parameterized job. Spec 07 §8.2, 05 §15. */
export function dispatchJob(call: Call): Reply {
  const members = readOptionalMembers(call);
  const named = members.text("JobID");
  if (named && named !== call.rest) throw new ApiError(400, "Job ID does not match");
  const done = call.agent.perform({
    kind: "dispatch-job",
    namespace: call.query.namespace ?? (members.text("Namespace") || "default"),
    jobId: call.rest,
    payload: members.text("Payload"),
    meta: members.textMap("Meta"),
    idPrefixTemplate: members.text("IdPrefixTemplate"),
    priority: members.integer("Priority"),
    idempotencyToken: call.parameters.get("idempotency_token") || undefined,
  });
  const answer = dispatched(done);
  return { kind: "write", value: answer, index: answer.Index };
}

/** `PUT /v1/job/:id/periodic/force`: a launch now. Spec 05 §14. */
export function forcePeriodicJob(call: Call): Reply {
  const namespace = call.query.namespace ?? "default";
  const done = call.agent.perform({ kind: "force-periodic-job", namespace, jobId: call.rest });
  const index = done.index ?? 0;
  const value = { EvalID: done.evaluationId ?? "", EvalCreateIndex: done.evalCreateIndex ?? 0, Index: index };
  return { kind: "write", value, index };
}
