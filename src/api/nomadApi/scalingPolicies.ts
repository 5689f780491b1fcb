import type { JsonObject } from "../../model/json.js";
import type { Answer, Query } from "../nomadApi.js";

/** A row of `/v1/scaling/policies`. */
export interface ScalingPolicyStub extends JsonObject {
  readonly ID: string;
  readonly Enabled: boolean;
  readonly Type: string;
  /** `Namespace`, `Job`, `Group`. */
  readonly Target: Readonly<Record<string, string>>;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

/** `/v1/scaling/policy/:id`. */
export interface ApiScalingPolicy extends ScalingPolicyStub {
  readonly Min: number;
  readonly Max: number;
  readonly Policy: JsonObject | null;
}

/** The scaling blocks of all jobs. */
export interface ScalingPoliciesApi {
  listScalingPolicies(
    query?: Query & { readonly job?: string; readonly type?: string },
  ): Promise<Answer<readonly ScalingPolicyStub[]>>;
  readScalingPolicy(policyId: string, query?: Query): Promise<Answer<ApiScalingPolicy>>;
}
