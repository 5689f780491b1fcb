import type { OutsideAction } from "../../model/action.js";
import type { Job, Parameterized } from "../../model/job.js";
import { jobKey } from "../../model/job.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { entriesWithPrefix } from "../../model/table.js";
import type { World } from "../../model/world.js";
import { deriveJob } from "../derivedJob.js";
import type { Transaction } from "../transaction.js";

type DispatchJob = OutsideAction & { readonly kind: "dispatch-job" };

const maxPayloadBytes = 16_384;
const maxPriority = 100;

/**
 * `PUT /v1/job/:id/dispatch`: a copy of a parameterized job runs with this payload and meta. A request whose idempotency
 * token was seen before gets the job of that time. Spec 05 §15.
 *
 *     { "kind": "dispatch-job", "namespace": "default", "jobId": "encode", "meta": { "input": "a.wav" } }
 */
export function dispatchJob(tx: Transaction, action: DispatchJob): Result {
  const { namespace, jobId } = action;
  if (jobId === "") return refused(500, "missing parameterized job ID");
  const parent = tx.world.jobs.get(jobKey(namespace, jobId));
  if (parent === undefined) return refused(500, "parameterized job not found");
  const problem = jobProblem(parent) ?? requestProblem(parent.parameterized, action);
  if (problem !== undefined) return refused(500, problem);
  const earlier = dispatchedBefore(tx.world, parent, action.idempotencyToken);
  if (earlier !== undefined) {
    const { id, createIndex, modifyIndex } = earlier;
    return { ok: true, dispatchedJobId: id, jobCreateIndex: createIndex, evalCreateIndex: 0, index: modifyIndex };
  }
  const { job, evaluationId, index } = deriveJob(
    tx,
    parent,
    dispatchedId(tx, parent, action.idPrefixTemplate),
    {
      dispatched: true,
      meta: { ...parent.meta, ...action.meta },
      payload: action.payload || undefined,
      priority: action.priority || parent.priority,
      dispatchIdempotencyToken: action.idempotencyToken ?? "",
    },
    "job-register",
    "A parameterized job was dispatched.",
  );
  tx.emit("job dispatched", { namespace, jobId: job.id, why: `An operator dispatched "${parent.id}" as "${job.id}".` });
  return {
    ok: true,
    dispatchedJobId: job.id,
    evaluationId,
    evalCreateIndex: evaluationId === undefined ? 0 : index,
    jobCreateIndex: job.createIndex,
    index,
  };
}

function jobProblem(job: Job): string | undefined {
  if (job.parameterized === undefined || job.dispatched) return `Specified job "${job.id}" is not a parameterized job`;
  return job.stop ? `Specified job "${job.id}" is stopped` : undefined;
}

/** The checks of the request itself, in Nomad's order; keys are sorted where Nomad's order is random. Spec 05 §15. */
function requestProblem(parameterized: Parameterized | undefined, action: DispatchJob): string | undefined {
  const bytes = bytesOfBase64(action.payload ?? "");
  const keys = Object.keys(action.meta ?? {}).sort();
  const { payload = "optional", metaRequired = [], metaOptional = [] } = parameterized ?? {};
  if (payload === "required" && bytes === 0) return "Payload is not provided but required by parameterized job";
  if (payload === "forbidden" && bytes > 0) return "Payload provided but forbidden by parameterized job";
  if (bytes > maxPayloadBytes) return `Payload exceeds maximum size; ${bytes} > ${maxPayloadBytes}`;
  const unpermitted = keys.filter((key) => !metaRequired.includes(key) && !metaOptional.includes(key));
  if (unpermitted.length > 0) return `Dispatch request included unpermitted metadata keys: [${unpermitted.join(" ")}]`;
  const missing = metaRequired.filter((key) => !keys.includes(key)).sort();
  if (missing.length > 0) return `Dispatch did not provide required meta keys: [${missing.join(" ")}]`;
  const priority = action.priority ?? 0;
  const priorityFits = priority >= 0 && priority <= maxPriority;
  return priorityFits ? undefined : `dispatch job priority must be between [1, ${maxPriority}]`;
}

function bytesOfBase64(text: string): number {
  return Math.floor((text.replace(/=+$/, "").length * 3) / 4);
}

function dispatchedBefore(world: World, parent: Job, token: string | undefined): Job | undefined {
  if (token === undefined || token === "") return undefined;
  const children = entriesWithPrefix(world.jobs, jobKey(parent.namespace, `${parent.id}/dispatch-`));
  return children.find(([, job]) => job.parentId === parent.id && job.dispatchIdempotencyToken === token)?.[1];
}

function dispatchedId(tx: Transaction, parent: Job, template: string | undefined): string {
  const middle = template ? `${template}-` : "";
  const digits = tx.identify((identifiers) => identifiers.dispatch());
  return `${parent.id}/dispatch-${middle}${Math.floor(tx.world.now / 1000)}-${digits}`;
}
