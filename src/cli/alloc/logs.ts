import type { LogRequest } from "../../api/nomadApi/allocationFiles.js";
import type { ApiAllocation } from "../../api/objects/allocation.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { lastLines, type Tail, tailFlags, tailOf } from "./tail.js";
import { missingTarget, targetAllocation, targetTask } from "./target.js";

/** `nomad alloc logs`: what a task has written. Spec 07 §15, §18. */
export const allocLogs = defineCommand({
  path: "alloc logs",
  synopsis: "alloc logs [options] <allocation> [task]",
  about: "Show what a task has written.",
  usage: ["This command takes one or two arguments"],
  flags: {
    stdout: toggle("What it wrote to its standard output."),
    stderr: toggle("What it wrote to its standard error."),
    job: toggle("The argument is a job: one of its allocations is taken."),
    task: text("The task."),
    verbose: toggle("Long IDs."),
    ...tailFlags,
  },
  async run(invocation, { flags, args }) {
    const [argument, second] = args;
    if (argument === undefined) return invocation.reportUsage(...missingTarget(flags));
    if (args.length > 2) return invocation.reportUsage();
    const allocation = await targetAllocation(invocation, argument, flags);
    const task = targetTask(allocation, flags.task || (second ?? ""), flags.verbose);
    const tail = tailOf(flags);
    // Without a word about which of them, both are shown, each where it belongs.
    const showsBoth = !flags.stdout && !flags.stderr && tail === undefined;
    await show(invocation, allocation, task, flags.stderr ? "stderr" : "stdout", tail, "stdout");
    if (showsBoth) await show(invocation, allocation, task, "stderr", tail, "stderr");
    return 0;
  },
});

async function show(
  { api, query, context }: Invocation,
  allocation: ApiAllocation,
  task: string,
  type: LogRequest["type"],
  tail: Tail | undefined,
  stream: "stdout" | "stderr",
): Promise<void> {
  const request: LogRequest = {
    task,
    type,
    origin: tail === undefined ? "start" : "end",
    offset: tail?.bytes ?? 0,
  };
  const log = await orFail(`failed to read ${type} file`, api.readTaskLog(allocation, request, query));
  context.terminal.write(stream, lastLines(log, tail?.lines));
}
