import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { toggle } from "../flags.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { quote } from "../text/quote.js";
import { idLength, shortId } from "../text/shortId.js";

/** `nomad job eval`: has the scheduler look at a job once more. Spec 06 §6.2. */
export const jobEval = defineCommand({
  path: "job eval",
  synopsis: "job eval [options] <job_id>",
  about: "Have the scheduler look at a job once more.",
  usage: ["This command takes one argument: <job>"],
  flags: {
    "force-reschedule": toggle("Reschedule failed allocations that could not be tried again otherwise."),
    detach: toggle("Return at once instead of following the evaluation."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, ui } = invocation;
    const { id, query } = await findJob(invocation, argument);
    const options = { ForceReschedule: flags["force-reschedule"] };
    const { EvalID } = await orFail("Error evaluating job", api.evaluateJob(id, options, query));
    const length = idLength(flags.verbose);
    if (!flags.detach) return monitorEvaluation(invocation, EvalID, length);
    ui.output(`Created eval ID: ${quote(shortId(EvalID, length))} `);
    return 0;
  },
});
