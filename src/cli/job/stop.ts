import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { integer, toggle } from "../flags.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { confirm } from "../prompt.js";
import { quote } from "../text/quote.js";
import { idLength } from "../text/shortId.js";

/** How jobs are to be stopped. */
interface StopWishes {
  readonly detach: boolean;
  readonly "eval-priority": number;
  readonly global: boolean;
  readonly "no-shutdown-delay": boolean;
  readonly purge: boolean;
  readonly verbose: boolean;
  readonly yes: boolean;
}

/** `nomad job stop`: stops jobs. Spec 06 §6.2. */
export const jobStop = defineCommand({
  path: "job stop",
  synopsis: "job stop [options] <job>...",
  about: "Stop jobs.",
  usage: ["This command takes at least one argument: <job>"],
  flagsOf2017: ["detach", "purge", "yes", "verbose"],
  flags: {
    detach: toggle("Return at once instead of following the evaluation."),
    "eval-priority": integer("The priority of the evaluation instead of the job's."),
    global: toggle("Read for compatibility: there is one region."),
    "no-shutdown-delay": toggle("Stop tasks without the delay that their groups ask for."),
    purge: toggle("Forget the job as well."),
    yes: toggle("Do not ask."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const tooMany = args.length > 1 && !invocation.style.stopsSeveralJobs;
    if (args.length === 0 || tooMany) return invocation.reportUsage();
    let exitCode = 0;
    for (const argument of args) {
      const code = await stopOne(invocation, argument, { ...flags, yes: flags.yes || args.length > 1 });
      if (exitCode === 0) exitCode = code;
    }
    return exitCode;
  },
});

/** A job that cannot be stopped does not keep the others from it. */
async function stopOne(invocation: Invocation, argument: string, wishes: StopWishes): Promise<number> {
  try {
    return await stop(invocation, argument, wishes);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    invocation.ui.error(error.message);
    return error.exitCode;
  }
}

async function stop(invocation: Invocation, argument: string, wishes: StopWishes): Promise<number> {
  const { api, ui, style } = invocation;
  const found = await findJob(invocation, argument);
  const { value: job } = await orFail(`Error querying job ${quote(found.id)}`, api.readJob(found.id, found.query));
  if (argument.trim() !== job.ID && !wishes.yes) {
    const question = `Are you sure you want to stop job ${quote(job.ID)}? [y/N]`;
    const ended = await confirm(invocation, question, "Cancelling job stop");
    if (ended !== undefined) return ended;
  }
  const options = {
    purge: wishes.purge,
    global: wishes.global,
    evalPriority: wishes["eval-priority"],
    noShutdownDelay: wishes["no-shutdown-delay"],
  };
  const query = { ...found.query, namespace: job.Namespace };
  const { EvalID } = await orFail(style.stopFailure(argument), api.deregisterJob(job.ID, options, query));
  if (EvalID === "") return 0;
  if (!wishes.detach) return monitorEvaluation(invocation, EvalID, idLength(wishes.verbose));
  ui.output(EvalID);
  return 0;
}
