import type { JsonObject } from "../../model/json.js";
import type { Query } from "../nomadApi.js";

/** `PUT /v1/validate/job`. */
export interface JobValidation {
  /** Whether the drivers' own configuration was looked at. */
  readonly DriverConfigValidated: boolean;
  readonly ValidationErrors: readonly string[] | null;
  /** All of them as one text; empty for a good job. */
  readonly Error: string;
  readonly Warnings: string;
}

export interface JobValidationApi {
  validateJob(job: JsonObject, query?: Query): Promise<JobValidation>;
}
