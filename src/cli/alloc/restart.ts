import { defineCommand } from "../definition.js";
import { CommandFailure, describeError } from "../failure.js";
import { text, toggle } from "../flags.js";
import { checkedTask, readFound } from "./task.js";

/** `nomad alloc restart`: starts the tasks of an allocation anew. Spec 06 §6.7. */
export const allocRestart = defineCommand({
  path: "alloc restart",
  synopsis: "alloc restart [options] <allocation> [task]",
  about: "Start tasks of an allocation anew.",
  usage: ["This command takes one or two arguments: <alloc-id> <task-name>"],
  flags: {
    "all-tasks": toggle("Also the tasks that have ended."),
    task: text("Only this task."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument, second] = args;
    if (argument === undefined || args.length > 2) return invocation.reportUsage();
    const TaskName = second ?? flags.task;
    if (flags["all-tasks"] && TaskName !== "") {
      throw new CommandFailure("The -all-tasks option is not allowed when restarting a specific task.");
    }
    const { api, query } = invocation;
    const allocation = await readFound(invocation, argument, flags.verbose);
    checkedTask(allocation, TaskName);
    try {
      await api.restartAllocation(allocation.ID, { TaskName, AllTasks: flags["all-tasks"] }, query);
    } catch (error) {
      const what = TaskName === "" ? "allocation" : "task";
      throw new CommandFailure(`Failed to restart ${what}:\n\n${describeError(error)}`);
    }
    return 0;
  },
});
