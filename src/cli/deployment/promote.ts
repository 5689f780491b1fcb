import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { findDeployment } from "../find/findDeployment.js";
import { list, toggle } from "../flags.js";
import { settleEvaluation } from "../monitor/settleEvaluation.js";
import { idLength } from "../text/shortId.js";

/** `nomad deployment promote`: promotes the canaries of a deployment. Spec 06 §6.2. */
export const deploymentPromote = defineCommand({
  path: "deployment promote",
  synopsis: "deployment promote [options] <deployment id>",
  about: "Promote the canaries of a deployment.",
  usage: ["This command takes one argument: <deployment id>"],
  flags: {
    group: list("A group to promote; may be given several times. Without it all groups are promoted."),
    detach: toggle("Return at once instead of following the deployment."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query } = invocation;
    const deployment = await findDeployment(invocation, argument, idLength(flags.verbose));
    const groups = flags.group.length === 0 ? undefined : flags.group;
    const { EvalID } = await orFail("Error promoting deployment", api.promoteDeployment(deployment.ID, groups, query));
    return settleEvaluation(invocation, EvalID, flags);
  },
});
