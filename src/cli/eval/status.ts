import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { evaluationType } from "../shapes/clientTypes.js";
import { idLength as lengthOfIds } from "../text/shortId.js";
import { findEvaluation } from "./findEvaluation.js";

/** `nomad eval status`: what the scheduler decided and why. Spec 06 §6.8. */
export const evalStatus = defineCommand({
  path: "eval status",
  synopsis: "eval status [options] <evaluation>",
  about: "Show an evaluation.",
  usage: ["This command takes one argument"],
  flagsOf2017: ["monitor", "verbose", "json", "t"],
  flags: {
    monitor: toggle("Follow the evaluation, and the deployment that it leads to."),
    verbose: toggle("Long IDs, and everything that is known."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
    ui: toggle("Open the web UI as well."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, lists, query, ui, style } = invocation;
    const idLength = lengthOfIds(flags.verbose);
    const found = await findEvaluation(invocation, argument, idLength);
    if (flags.monitor) return monitorEvaluation(invocation, found.ID, idLength);
    const { value: evaluation } = await orFail("Error querying evaluation", api.readEvaluation(found.ID, query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(evaluation, evaluationType));
      return 0;
    }
    const placed = await orFail("Error querying related allocations", lists.evaluationAllocations(found.ID, query));
    style.showEvaluation(invocation, evaluation, placed, { isShort: false, isVerbose: flags.verbose });
    await invocation.showHint("View evaluation details", `/evaluations?currentEval=${evaluation.ID}`);
    return 0;
  },
});
