import { evaluationTable } from "../blocks/evaluationTable.js";
import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { integer, text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { nextPageHint } from "../pages.js";
import { evaluationType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";

/** `nomad eval list`: all evaluations. Spec 06 §6.8. */
export const evalList = defineCommand({
  path: "eval list",
  synopsis: "eval list [options]",
  about: "Show the evaluations.",
  usage: ["This command takes no arguments"],
  flags: {
    verbose: toggle("Long IDs."),
    "per-page": integer("How many to show at most."),
    "page-token": text("Where to go on, as the page before said."),
    filter: text("Only those for which this expression holds."),
    job: text("Only those of this job."),
    status: text("Only those of this status."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
    ui: toggle("Open the web UI as well."),
  },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { lists, query, ui, argv } = invocation;
    const wishes = {
      ...query,
      perPage: flags["per-page"],
      nextToken: flags["page-token"],
      filter: flags.filter,
      ...(flags.job === "" ? {} : { job: flags.job }),
      ...(flags.status === "" ? {} : { status: flags.status }),
    };
    const { value: evaluations, nextToken } = await orFail("Error querying evaluations", lists.evaluations(wishes));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(evaluations, { entries: evaluationType }));
      return 0;
    }
    if (evaluations.length === 0) {
      ui.output("No evals found");
      return 0;
    }
    ui.output(evaluationTable(evaluations, idLength(flags.verbose)));
    if (nextToken) ui.output(nextPageHint(argv, nextToken));
    await invocation.showHint("View evaluations", "/evaluations");
    return 0;
  },
});
