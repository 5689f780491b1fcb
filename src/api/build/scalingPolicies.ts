import type { ScalingPolicy } from "../../model/taskGroup.js";
import type { ApiScalingPolicy, ScalingPolicyStub } from "../nomadApi/scalingPolicies.js";

/** A row of `/v1/scaling/policies`. */
export function scalingPolicyStub(policy: ScalingPolicy): ScalingPolicyStub {
  return {
    ID: policy.id,
    Enabled: policy.enabled,
    Type: policy.type,
    Target: policy.target,
    CreateIndex: policy.createIndex,
    ModifyIndex: policy.modifyIndex,
  };
}

/** `/v1/scaling/policy/:id`. */
export function scalingPolicyObject(policy: ScalingPolicy): ApiScalingPolicy {
  return { ...scalingPolicyStub(policy), Min: policy.min, Max: policy.max, Policy: policy.policy ?? null };
}
