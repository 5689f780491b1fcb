import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { scalingPolicyListType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";
import { policyTable } from "./policies.js";

/** `nomad scaling policy list`: the scaling policies of all jobs. */
export const scalingPolicyList = defineCommand({
  path: "scaling policy list",
  synopsis: "scaling policy list [options]",
  about: "Show the scaling policies.",
  usage: ["This command takes no arguments"],
  flags: {
    job: text("Only those of this job."),
    type: text("Only those whose type begins so."),
    verbose: toggle("Long IDs."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
  },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const wishes = {
      ...query,
      ...(flags.job === "" ? {} : { job: flags.job }),
      ...(flags.type === "" ? {} : { type: flags.type }),
    };
    const { value: policies } = await orFail("Error listing scaling policies", api.listScalingPolicies(wishes));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(policies, { entries: scalingPolicyListType }));
      return 0;
    }
    ui.output(policies.length === 0 ? "No policies found" : policyTable(policies, idLength(flags.verbose)));
    return 0;
  },
});
