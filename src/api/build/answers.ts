import type { Done } from "../../model/step.js";
import type { DispatchResponse } from "../nomadApi/launches.js";
import type { DeploymentUpdateResponse, EvaluationResponse, RegisterResponse } from "../nomadApi.js";

/** What a registration answers; a revert as well. Spec 07 §9.1. */
export function registered(done: Done): RegisterResponse {
  return {
    EvalID: done.evaluationId ?? "",
    EvalCreateIndex: done.evalCreateIndex ?? 0,
    JobModifyIndex: done.jobModifyIndex ?? 0,
    Warnings: done.warnings ?? "",
    Index: done.index ?? 0,
  };
}

/** What a write answers that asks the scheduler to look. */
export function evaluated(done: Done): EvaluationResponse {
  return {
    EvalID: done.evaluationId ?? "",
    EvalCreateIndex: done.evalCreateIndex ?? 0,
    JobModifyIndex: done.jobModifyIndex ?? 0,
    Index: done.index ?? 0,
  };
}

/** What a dispatch answers. Spec 05 §15. */
export function dispatched(done: Done): DispatchResponse {
  return {
    DispatchedJobID: done.dispatchedJobId ?? "",
    EvalID: done.evaluationId ?? "",
    EvalCreateIndex: done.evalCreateIndex ?? 0,
    JobCreateIndex: done.jobCreateIndex ?? 0,
    Index: done.index ?? 0,
  };
}

/** What every write on a deployment answers. Spec 02 §1. */
export function updated(done: Done): DeploymentUpdateResponse {
  return {
    EvalID: done.evaluationId ?? "",
    EvalCreateIndex: done.evalCreateIndex ?? 0,
    DeploymentModifyIndex: done.deploymentModifyIndex ?? 0,
    RevertedJobVersion: done.revertedJobVersion ?? null,
    Index: done.index ?? 0,
  };
}
