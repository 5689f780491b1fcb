import type { ScalingPolicyStub } from "../../api/nomadApi/scalingPolicies.js";
import type { Invocation } from "../definition.js";
import { findByUuid } from "../find/findByUuid.js";
import { formatList } from "../text/columns.js";
import { shortId } from "../text/shortId.js";

/** A table of scaling policies. */
export function policyTable(policies: readonly ScalingPolicyStub[], idLength: number): string {
  const rows = policies.map(
    (policy) => `${shortId(policy.ID, idLength)}|${policy.Enabled}|${policy.Type}|${policyTarget(policy)}`,
  );
  return formatList(["ID|Enabled|Type|Target", ...rows]);
}

/** `Namespace:default,Job:example,Group:cache`: what a policy scales, from the outside to the inside. */
export function policyTarget({ Target }: ScalingPolicyStub): string {
  return ["Namespace", "Job", "Group", "Task"]
    .flatMap((level) => (Target[level] ? [`${level}:${Target[level]}`] : []))
    .join(",");
}

/** The policy that the beginning of an ID means. */
export function findPolicy(invocation: Invocation, argument: string, idLength: number): Promise<ScalingPolicyStub> {
  const phrase = "Error querying scaling policy";
  return findByUuid(invocation, argument, {
    tooShort: "Identifier must contain at least two characters.",
    phrase,
    notFound: (prefix) => `${phrase}: no scaling policies with prefix or ID ${prefix} found`,
    list: async ({ api, query }, prefix) => (await api.listScalingPolicies({ ...query, prefix })).value,
    table: (policies) => policyTable(policies, idLength),
    plural: "scaling policies",
  });
}
