import type { Query } from "../../api/nomadApi.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { AmbiguousPrefix } from "../find/findByUuid.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { allocationListType, allocationType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";
import { findAllocation } from "./findAllocation.js";

/** `nomad alloc status`: one allocation and its tasks. Spec 06 §6.7. */
export const allocStatus = defineCommand({
  path: "alloc status",
  synopsis: "alloc status [options] <allocation>",
  about: "Show an allocation and its tasks.",
  usage: [
    "This command takes one of the following argument conditions:",
    " * A single <allocation>",
    " * No arguments, with output format specified",
  ],
  flagsOf2017: ["short", "stats", "verbose", "json", "t"],
  flags: {
    short: toggle("Only the allocation and a line for each task."),
    verbose: toggle("Long IDs, and everything that is known."),
    stats: toggle("Also what the tasks use."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
    ui: toggle("Open the web UI as well."),
  },
  async run(invocation, { flags, args }) {
    const { api, ui, style, query } = invocation;
    const [argument, ...others] = args;
    const formatted = formattedOutput(flags);
    if (argument === undefined && formatted !== undefined) return listAll(invocation, formatted);
    if (argument === undefined || others.length > 0) return invocation.reportUsage();

    const found = await findOrShow(invocation, argument, idLength(flags.verbose));
    if (found === undefined) return 0;
    const own: Query = { ...query, namespace: found.Namespace };
    const { value: allocation } = await orFail("Error querying allocation", api.readAllocation(found.ID, own));
    if (formatted !== undefined) {
      ui.output(formatted(allocation, allocationType));
      return 0;
    }
    await style.showAllocation(invocation, allocation, { isShort: flags.short, isVerbose: flags.verbose });
    await invocation.showHint("View allocation details", `/allocations/${allocation.ID}`);
    return 0;
  },
});

async function listAll(
  { lists, query, ui }: Invocation,
  formatted: NonNullable<ReturnType<typeof formattedOutput>>,
): Promise<number> {
  const stubs = await orFail("Error querying allocations", lists.allocations(query));
  ui.output(formatted(stubs, { entries: allocationListType }));
  return 0;
}

/** Here an ambiguous prefix is an answer, not an error: the choice is printed. */
async function findOrShow(invocation: Invocation, argument: string, length: number) {
  try {
    return await findAllocation(invocation, argument, length, "Identifier must contain at least two characters.");
  } catch (error) {
    if (!(error instanceof AmbiguousPrefix)) throw error;
    invocation.ui.output(error.message);
    return undefined;
  }
}
