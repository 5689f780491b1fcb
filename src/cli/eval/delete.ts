import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { confirm } from "../prompt.js";

const phrase = "Error deleting evaluations";

/** `nomad eval delete`: deletes evaluations while the broker is paused. Spec 06 §6.8. */
export const evalDelete = defineCommand({
  path: "eval delete",
  synopsis: "eval delete [options] [<evaluation>]",
  about: "Delete evaluations while the broker is paused.",
  usage: [],
  flags: {
    filter: text("Those for which this expression holds, instead of a single one."),
    yes: toggle("Do not ask."),
  },
  async run(invocation, { flags, args }) {
    const [evaluationId, ...others] = args;
    if ((evaluationId === undefined) === (flags.filter === "")) {
      throw new CommandFailure("Error validating command args and flags: evaluation ID or filter flag required");
    }
    if (others.length > 0) {
      throw new CommandFailure(`Error validating command args and flags: expected 1 argument, got ${args.length}`);
    }
    const { api, ui, query } = invocation;
    const phraseOfConfiguration = "Error querying scheduler configuration";
    const isPaused = await orFail(phraseOfConfiguration, api.isEvalBrokerPaused(query));
    if (!isPaused) return demandPause(invocation);
    if (evaluationId === undefined) return deleteFiltered(invocation, flags.filter, flags.yes);
    await orFail(phrase, api.readEvaluation(evaluationId, query));
    const { Count } = await orFail(phrase, api.deleteEvaluations({ EvalIDs: [evaluationId], Filter: "" }, query));
    ui.output(outcome(Count));
    return 0;
  },
});

function demandPause({ ui }: Invocation): number {
  const command = "nomad operator scheduler set-config -pause-eval-broker";
  ui.error("Eval broker is not paused");
  ui.output(`To delete evaluations you must first pause the eval broker by running "${command}=true"`);
  ui.output(`After the deletion is complete, unpause the eval broker by running "${command}=false"`);
  return 1;
}

async function deleteFiltered(invocation: Invocation, Filter: string, isSure: boolean): Promise<number> {
  const { api, ui, query } = invocation;
  if (!isSure) {
    const count = await orFail(phrase, api.countEvaluations({ ...query, filter: Filter }));
    const question = `Are you sure you want to delete ${count} evals? [y/N]`;
    const ended = await confirm(invocation, question, "Cancelling eval deletion");
    ui.output("");
    if (ended !== undefined) {
      ui.output(outcome(0));
      return ended;
    }
  }
  const { Count } = await orFail(phrase, api.deleteEvaluations({ EvalIDs: null, Filter }, query));
  ui.output(outcome(Count));
  return 0;
}

function outcome(count: number): string {
  if (count === 0) return "No evaluations were deleted";
  return `Successfully deleted ${count} evaluation${count === 1 ? "" : "s"}`;
}
