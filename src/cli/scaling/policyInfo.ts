import { writeJson } from "../../api/json.js";
import type { ApiScalingPolicy } from "../../api/nomadApi/scalingPolicies.js";
import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { scalingPolicyListType, scalingPolicyType } from "../shapes/clientTypes.js";
import { formatKeyValues } from "../text/columns.js";
import { idLength as lengthOfIds, shortId } from "../text/shortId.js";
import { findPolicy, policyTarget } from "./policies.js";

/** `nomad scaling policy info`: one scaling policy. */
export const scalingPolicyInfo = defineCommand({
  path: "scaling policy info",
  synopsis: "scaling policy info [options] <policy_id>",
  about: "Show a scaling policy.",
  usage: [
    "This command takes one of the following argument conditions:",
    " * A single <policy_id>",
    " * No arguments, with output format specified",
  ],
  flags: {
    verbose: toggle("Long IDs."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
  },
  async run(invocation, { flags, args }) {
    const { api, query, ui } = invocation;
    const [argument, ...others] = args;
    const formatted = formattedOutput(flags);
    if (argument === undefined && formatted !== undefined) {
      const { value: policies } = await orFail("Error listing scaling policies", api.listScalingPolicies(query));
      ui.output(formatted(policies, { entries: scalingPolicyListType }));
      return 0;
    }
    if (argument === undefined || others.length > 0) return invocation.reportUsage();
    const idLength = lengthOfIds(flags.verbose);
    const { ID } = await findPolicy(invocation, argument, idLength);
    const { value: policy } = await orFail("Error querying scaling policy", api.readScalingPolicy(ID, query));
    if (formatted !== undefined) {
      ui.output(formatted(policy, scalingPolicyType));
      return 0;
    }
    ui.output(
      formatKeyValues([
        `ID|${shortId(policy.ID, idLength)}`,
        `Enabled|${policy.Enabled}`,
        `Target|${policyTarget(policy)}`,
        `Min|${policy.Min}`,
        `Max|${policy.Max}`,
      ]),
    );
    ui.output(`\nPolicy:\n${policyText(policy)}`);
    return 0;
  },
});

function policyText({ Policy }: ApiScalingPolicy): string {
  return Policy === null || Object.keys(Policy).length === 0 ? "<empty>" : writeJson(Policy, "  ");
}
