import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { checkedTask, readFound } from "./task.js";

/** `nomad alloc signal`: sends the tasks of an allocation a signal. Spec 06 §6.7. */
export const allocSignal = defineCommand({
  path: "alloc signal",
  synopsis: "alloc signal [options] <allocation> [task]",
  about: "Send tasks of an allocation a signal.",
  usage: ["This command takes up to two arguments: <alloc-id> <task>"],
  flags: {
    s: text("The signal.", "SIGKILL"),
    task: text("Only this task."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument, second] = args;
    if (argument === undefined || args.length > 2) return invocation.reportUsage();
    const { api, query } = invocation;
    const allocation = await readFound(invocation, argument, flags.verbose);
    const Task = checkedTask(allocation, second ?? flags.task);
    const request = { Task, Signal: flags.s };
    await orFail("Error signalling allocation", api.signalAllocation(allocation.ID, request, query));
    return 0;
  },
});
