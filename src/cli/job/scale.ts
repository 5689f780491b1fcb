import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { type FoundJob, findJob } from "../find/findJob.js";
import { integer, toggle } from "../flags.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { quote } from "../text/quote.js";
import { idLength } from "../text/shortId.js";
import { reportRegistration } from "./run.js";

/** `nomad job scale`: changes the count of a task group. Spec 06 §6.2, 05 §13.3. */
export const jobScale = defineCommand({
  path: "job scale",
  synopsis: "job scale [options] <job> [<group>] <count>",
  about: "Change the count of a task group.",
  usage: ["Command requires at least two arguments and no more than three"],
  flags: {
    "check-index": integer("Scale only if the job's modify index is this one."),
    detach: toggle("Return at once instead of following the evaluation."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const { api, ui } = invocation;
    const [argument, ...rest] = args;
    if (argument === undefined || rest.length < 1 || rest.length > 2) {
      ui.error("Command requires at least two arguments and no more than three");
      return 1;
    }
    const Count = parseCount(rest.at(-1) ?? "");
    const found = await findJob(invocation, argument);
    const Group = await groupToScale(invocation, found, rest.length === 2 ? rest[0] : undefined);
    const request = {
      Count,
      Target: { Group, Job: found.id },
      Message: "submitted using the Nomad CLI",
      JobModifyIndex: flags["check-index"],
    };
    const response = await orFail("Error submitting scaling request", api.scaleJob(found.id, request, found.query));
    const { value: job } = await orFail("Error querying job", api.readJob(found.id, found.query));
    if (flags.detach || response.EvalID === "") {
      reportRegistration(invocation, job, response.EvalID, "Job scale successful");
      return 0;
    }
    return monitorEvaluation(invocation, response.EvalID, idLength(flags.verbose));
  },
});

function parseCount(word: string): number {
  if (/^[+-]?\d+$/.test(word)) return Number(word);
  throw new CommandFailure(
    `Failed to convert count string to int: strconv.Atoi: parsing ${quote(word)}: invalid syntax`,
  );
}

/** The group that was named, or the only one. */
async function groupToScale({ api }: Invocation, { id, query }: FoundJob, named: string | undefined): Promise<string> {
  const { value: status } = await orFail("Error querying job", api.readJobScale(id, query));
  const groups = Object.keys(status.TaskGroups ?? {});
  if (named !== undefined) {
    if (!groups.includes(named)) throw new CommandFailure(`Group ${named} not found within job`);
    return named;
  }
  const [only, ...others] = groups;
  if (only === undefined || others.length > 0) throw new CommandFailure("Group name required");
  return only;
}
