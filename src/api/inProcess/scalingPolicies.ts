import { entriesWithPrefix } from "../../model/table.js";
import { scalingPolicyObject, scalingPolicyStub } from "../build/scalingPolicies.js";
import type { ScalingPoliciesApi } from "../nomadApi/scalingPolicies.js";
import { ApiError } from "../nomadApi.js";
import type { ApiCluster } from "./cluster.js";
import { namespaceOf } from "./query.js";

export function inProcessScalingPolicies({ world }: ApiCluster): ScalingPoliciesApi {
  return {
    listScalingPolicies: async (query) => {
      const namespace = namespaceOf(query);
      const found = entriesWithPrefix(world().scalingPolicies, query?.prefix ?? "")
        .map(([, policy]) => policy)
        .filter(({ target, type }) => {
          const isInNamespace = namespace === "*" || target.Namespace === namespace;
          const isOfJob = query?.job === undefined || target.Job === query.job;
          return isInNamespace && isOfJob && (query?.type === undefined || type.startsWith(query.type));
        });
      return { value: found.map(scalingPolicyStub), index: world().index };
    },
    readScalingPolicy: async (policyId) => {
      const policy = world().scalingPolicies.get(policyId);
      if (policy === undefined) throw new ApiError(404, "policy not found");
      return { value: scalingPolicyObject(policy), index: policy.modifyIndex };
    },
  };
}
