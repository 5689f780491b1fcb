import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { list, toggle } from "../flags.js";
import { settleEvaluation } from "../monitor/settleEvaluation.js";
import { quote } from "../text/quote.js";

/** `nomad job promote`: promotes the canaries of a job's latest deployment. Spec 06 §6.2. */
export const jobPromote = defineCommand({
  path: "job promote",
  synopsis: "job promote [options] <job id>",
  about: "Promote the canaries of the latest deployment of a job.",
  usage: ["This command takes one argument: <job id>"],
  flags: {
    group: list("A group to promote; may be given several times. Without it all groups are promoted."),
    detach: toggle("Return at once instead of following the deployment."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, ui } = invocation;
    const { id, query } = await findJob(invocation, argument);
    const { value: deployment } = await orFail("Error retrieving deployment", api.readLatestDeployment(id, query));
    if (!deployment) {
      ui.error(`Job ${quote(id)} has no deployment to promote`);
      return 1;
    }
    const groups = flags.group.length === 0 ? undefined : flags.group;
    const { EvalID } = await orFail(
      `Error promoting deployment ${quote(deployment.ID)} for job ${quote(id)}`,
      api.promoteDeployment(deployment.ID, groups, query),
    );
    return settleEvaluation(invocation, EvalID, flags);
  },
});
