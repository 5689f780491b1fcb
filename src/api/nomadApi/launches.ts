import type { EvaluationResponse, Query } from "../nomadApi.js";

/** What a dispatched job is given (spec 05 §15). */
export interface DispatchRequest {
  /** Base64; null for none. */
  readonly Payload: string | null;
  readonly Meta: Readonly<Record<string, string>>;
  /** Stands in the ID of the dispatched job. */
  readonly IdPrefixTemplate: string;
  /** 0: the parameterized job's own. */
  readonly Priority: number;
}

export interface DispatchResponse {
  readonly DispatchedJobID: string;
  /** Empty where an earlier dispatch with the same idempotency token is answered. */
  readonly EvalID: string;
  readonly EvalCreateIndex: number;
  readonly JobCreateIndex: number;
  readonly Index: number;
}

/** Jobs that launch others. */
export interface LaunchesApi {
  /** @param idempotencyToken Empty for none. */
  dispatchJob(
    jobId: string,
    request: DispatchRequest,
    idempotencyToken: string,
    query?: Query,
  ): Promise<DispatchResponse>;
  forcePeriodicJob(jobId: string, query?: Query): Promise<EvaluationResponse>;
}
