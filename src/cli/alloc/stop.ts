import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { toggle } from "../flags.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { idLength } from "../text/shortId.js";
import { readFound } from "./task.js";

/** `nomad alloc stop`: stops one allocation, in whose place another is put. Spec 06 §6.7. */
export const allocStop = defineCommand({
  path: "alloc stop",
  synopsis: "alloc stop [options] <allocation>",
  about: "Stop an allocation; the scheduler puts another in its place.",
  usage: ["This command takes one argument: <alloc-id>"],
  flags: {
    detach: toggle("Return at once instead of following the evaluation."),
    "no-shutdown-delay": toggle("Stop tasks without the delay that their groups ask for."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, ui, query } = invocation;
    const allocation = await readFound(invocation, argument, flags.verbose);
    const options = { noShutdownDelay: flags["no-shutdown-delay"], reschedule: allocation.Job?.Type === "batch" };
    const { EvalID } = await orFail("Error stopping allocation", api.stopAllocation(allocation.ID, options, query));
    if (!flags.detach) return monitorEvaluation(invocation, EvalID, idLength(flags.verbose));
    ui.output(EvalID);
    return 0;
  },
});
