import type { ScalingPoliciesApi } from "../nomadApi/scalingPolicies.js";
import { type HttpClient, segment } from "./client.js";

export function httpScalingPolicies({ read }: HttpClient): ScalingPoliciesApi {
  return {
    listScalingPolicies: (query) =>
      read("/v1/scaling/policies", query, {
        ...(query?.job === undefined ? {} : { job: query.job }),
        ...(query?.type === undefined ? {} : { type: query.type }),
      }),
    readScalingPolicy: (policyId, query) => read(`/v1/scaling/policy/${segment(policyId)}`, query),
  };
}
