import type { AllocationFile } from "../../api/nomadApi/allocationFiles.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, describeError, orFail } from "../failure.js";
import { toggle } from "../flags.js";
import { formatList } from "../text/columns.js";
import { formatBytes } from "../text/numbers.js";
import { instantOf } from "../text/times.js";
import { lastLines, type Tail, tailFlags, tailOf } from "./tail.js";
import { missingTarget, targetAllocation } from "./target.js";

/** `nomad alloc fs`: the files of an allocation. Spec 07 §15, §18. */
export const allocFs = defineCommand({
  path: "alloc fs",
  synopsis: "alloc fs [options] <allocation> [path]",
  about: "Show the files of an allocation.",
  usage: ["This command takes one or two arguments: <allocation> [<path>]"],
  flags: {
    H: toggle("Sizes in bytes."),
    stat: toggle("What is known of the file itself."),
    job: toggle("The argument is a job: one of its allocations is taken."),
    verbose: toggle("Long IDs."),
    ...tailFlags,
  },
  async run(invocation, { flags, args }) {
    const [argument, path = "/"] = args;
    if (argument === undefined) return invocation.reportUsage(...missingTarget(flags));
    if (args.length > 2) return invocation.reportUsage();
    const { api, query, ui, context } = invocation;
    const allocation = await targetAllocation(invocation, argument, flags);
    const file = await orExplain(api.statAllocationFile(allocation.ID, path, query));
    const view = { isExact: flags.H, showsType: flags.stat };
    if (flags.stat) {
      ui.output(fileTable(invocation, [file], view));
      return 0;
    }
    if (file.IsDir) {
      const files = await orExplain(api.listAllocationFiles(allocation.ID, path, query));
      ui.output(fileTable(invocation, files, view));
      return 0;
    }
    const tail = tailOf(flags);
    context.terminal.write("stdout", await contentOf(invocation, allocation, path, { size: file.Size, tail }));
    return 0;
  },
});

async function contentOf(
  { api, query }: Invocation,
  place: { readonly ID: string; readonly NodeID: string },
  path: string,
  { size, tail }: { readonly size: number; readonly tail: Tail | undefined },
): Promise<string> {
  const phrase = "Error reading file";
  if (tail === undefined) return orFail(phrase, api.readAllocationFile(place, path, query));
  const offset = Math.max(0, size - tail.bytes);
  return lastLines(await orFail(phrase, api.readAllocationFileFrom(place, path, offset, query)), tail.lines);
}

function fileTable(
  { style }: Invocation,
  files: readonly AllocationFile[],
  { isExact, showsType }: { readonly isExact: boolean; readonly showsType: boolean },
): string {
  const rows = files.map((file) =>
    [
      file.FileMode,
      isExact ? String(file.Size) : formatBytes(file.Size),
      style.formatTimestamp(instantOf(file.ModTime)),
      ...(showsType ? [file.ContentType ?? ""] : []),
      file.IsDir ? `${file.Name}/` : file.Name,
    ].join("|"),
  );
  return formatList([`Mode|Size|Modified Time|${showsType ? "Content Type|" : ""}Name`, ...rows]);
}

/** What the client refuses is said in its own words alone. */
async function orExplain<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    throw new CommandFailure(describeError(error));
  }
}
