import type { ApiScalingEvent } from "../../api/objects/job.js";
import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { toggle } from "../flags.js";
import { formatList } from "../text/columns.js";

/** `nomad job scaling-events`: how the counts of a job came to change. Spec 06 §6.5, 05 §13.3. */
export const jobScalingEvents = defineCommand({
  path: "job scaling-events",
  synopsis: "job scaling-events [options] <args>",
  about: "Show how the counts of a job came to change.",
  usage: ["This command takes one argument: <job_id>"],
  flags: {
    verbose: toggle("Also messages, errors and evaluations."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, ui, style } = invocation;
    const { id, query } = await findJob(invocation, argument);
    const { value: status } = await orFail("Error listing scaling events", api.readJobScale(id, query));
    const events = Object.entries(status.TaskGroups ?? {})
      .flatMap(([group, { Events }]) => (Events ?? []).map((event) => [group, event] as const))
      .sort(newestFirst);
    if (events.length === 0) {
      ui.output("No events found");
      return 0;
    }
    const rows = events.map(([group, event]) =>
      [
        group,
        event.Count ?? "",
        event.PreviousCount,
        ...(flags.verbose ? [event.Error, event.Message, event.EvalID ?? ""] : []),
        style.formatTimestamp(event.Time),
      ].join("|"),
    );
    const details = flags.verbose ? "Error|Message|Eval ID|" : "";
    ui.output(formatList([`Task Group|Count|PrevCount|${details}Date`, ...rows]));
    return 0;
  },
});

/** By group where the time is the same (pin N10). */
function newestFirst(
  [leftGroup, left]: readonly [string, ApiScalingEvent],
  [rightGroup, right]: readonly [string, ApiScalingEvent],
): number {
  if (left.Time !== right.Time) return left.Time > right.Time ? -1 : 1;
  return leftGroup < rightGroup ? -1 : leftGroup > rightGroup ? 1 : 0;
}
