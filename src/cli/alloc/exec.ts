import { defineCommand } from "../definition.js";
import { CommandFailure } from "../failure.js";
import { text, toggle } from "../flags.js";
import { missingTarget, targetAllocation, targetTask } from "./target.js";

/** `nomad alloc exec`: tasks do not run here, so nothing can be run beside them. Spec 06 §9. */
export const allocExec = defineCommand({
  path: "alloc exec",
  synopsis: "alloc exec [options] <allocation> <command> [<args>...]",
  about: "Run a command beside a task; it is only looked for the task here.",
  usage: ["A command is required"],
  flags: {
    job: toggle("The argument is a job: one of its allocations is taken."),
    task: text("The task."),
    i: toggle("Hand on standard input.", true),
    t: toggle("Give the command a terminal.", true),
    e: text("The escape character; `none` for none.", "~"),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined) return invocation.reportUsage(...missingTarget(flags));
    if (args.length < 2) return invocation.reportUsage();
    if (flags.e !== "none" && Array.from(flags.e).length !== 1) {
      throw new CommandFailure("-e requires 'none' or a single character");
    }
    const allocation = await targetAllocation(invocation, argument, flags);
    targetTask(allocation, flags.task, flags.verbose);
    throw new CommandFailure("failed to exec into task: exec is not simulated");
  },
});
