import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { findJob, type JobKind } from "../find/findJob.js";
import { toggle } from "../flags.js";
import { settleEvaluation } from "../monitor/settleEvaluation.js";
import { quote } from "../text/quote.js";

const periodic: JobKind = { adjective: "periodic", filter: "Periodic is not nil" };

/** `nomad job periodic force`: launches a periodic job now. Spec 06 §6.2, 05 §14. */
export const jobPeriodicForce = defineCommand({
  path: "job periodic force",
  synopsis: "job periodic force [options] <job id>",
  about: "Launch a periodic job now.",
  usage: ["This command takes one argument: <job id>"],
  flags: {
    detach: toggle("Return at once instead of following the evaluation."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, ui } = invocation;
    const { id, query } = await findJob(invocation, argument, periodic);
    const phrase = `Error forcing periodic job ${quote(id)}`;
    const { EvalID } = await orFail(phrase, api.forcePeriodicJob(id, query));
    if (flags.detach) ui.output("Force periodic successful");
    return settleEvaluation(invocation, EvalID, flags);
  },
});
