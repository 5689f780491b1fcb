import { maxRunDeadline } from "../blocks/maxRunDeadline.js";
import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { allocationListType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";

/** `nomad job allocs`: the allocations of a job. Spec 06 §6.5. */
export const jobAllocs = defineCommand({
  path: "job allocs",
  synopsis: "job allocs [options] <job>",
  about: "Show the allocations of a job.",
  usage: ["This command takes one argument: <job>"],
  flags: {
    all: toggle("Also those of earlier jobs of the same ID."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
    verbose: toggle("Long IDs, and times instead of ages."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, lists, ui, style } = invocation;
    const { id, query } = await findJob(invocation, argument);
    const { value: job } = await orFail("Error retrieving allocations", api.readJob(id, query));
    const stubs = await orFail("Error retrieving allocations", lists.jobAllocations(id, flags.all, query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(stubs, { entries: allocationListType }));
      return 0;
    }
    const view = { isVerbose: flags.verbose, idLength: idLength(flags.verbose), now: invocation.now() };
    ui.output(style.allocationTable(stubs, { ...view, deadlineOf: maxRunDeadline(job) }));
    return 0;
  },
});
