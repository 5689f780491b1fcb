import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { type FoundJob, findJob } from "../find/findJob.js";
import { list, text, toggle } from "../flags.js";
import { quote } from "../text/quote.js";
import { idLength } from "../text/shortId.js";
import { RestartBatches, type RestartOutcome } from "./restart/batches.js";
import { type RestartLog, restartLog } from "./restart/log.js";
import { type Selection, selectAllocations } from "./restart/selection.js";
import { type RestartFlags, readSettings, SettingsProblem } from "./restart/settings.js";

/** `nomad job restart`: restarts or reschedules the allocations of a job, batch after batch. Spec 06 §6.5. */
export const jobRestart = defineCommand({
  path: "job restart",
  synopsis: "job restart [options] <job>",
  about: "Restart the allocations of a job, batch after batch.",
  usage: ["This command takes one argument: <job>"],
  flags: {
    "all-tasks": toggle("Also the tasks that have ended."),
    "batch-size": text("How many allocations at a time: a number, or a percentage such as 25%.", "1"),
    "batch-wait": text("How long to wait between two batches; `ask` asks.", "0s"),
    group: list("Only this group; may be given several times."),
    "no-shutdown-delay": toggle("Stop tasks without the delay that their groups ask for."),
    "on-error": text("What to do when a batch fails: `ask` or `fail`.", "ask"),
    reschedule: toggle(
      "Stop allocations, so that others stand in for them, instead of restarting them where they are.",
    ),
    task: list("Only this task; may be given several times."),
    verbose: toggle("Long IDs, and what is left out."),
    yes: toggle("Do not ask: go on with the next batch whatever happens."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const settings = settingsOf(invocation, flags);
    if (typeof settings === "string") return invocation.reportUsage(settings);

    const { ui } = invocation;
    const found = await findJob(invocation, argument);
    const log = restartLog(invocation, idLength(flags.verbose));
    const { chosen, skipped } = await select(invocation, found, flags);
    for (const { stub, because } of flags.verbose ? skipped : []) {
      log.line(`Skipping allocation ${log.short(stub.ID)} because ${because}`);
    }
    if (chosen.length === 0) {
      ui.output("No allocations to restart");
      return 0;
    }
    log.headline(`Restarting ${chosen.length} allocation${chosen.length === 1 ? "" : "s"}`);
    const order = {
      jobId: found.id,
      query: found.query,
      allTasks: flags["all-tasks"],
      reschedule: flags.reschedule,
      noShutdownDelay: flags["no-shutdown-delay"],
    };
    const batches = new RestartBatches(invocation, log, order, settings);
    return conclude(invocation, log, await batches.run(chosen, settings.batchSize(chosen.length)));
  },
});

function settingsOf({ context }: Invocation, flags: RestartFlags) {
  try {
    return readSettings(flags, context.terminal.isInteractive === true);
  } catch (error) {
    if (error instanceof SettingsProblem) return error.message;
    throw error;
  }
}

async function select(invocation: Invocation, { id, query }: FoundJob, flags: RestartFlags): Promise<Selection> {
  const { api, lists } = invocation;
  const { value: job } = await orFail("Error retrieving job", api.readJob(id, query));
  if (flags.reschedule && job.Type === "sysbatch") {
    throw new CommandFailure(`Jobs of type ${quote(job.Type)} are not allowed to be rescheduled.`);
  }
  const phrase = "Error retrieving job versions";
  const { value: history } = await orFail(phrase, api.readJobVersions(id, { diffs: false }, query));
  const stubs = await orFail("Error retrieving allocations", lists.jobAllocations(id, true, query));
  return selectAllocations(stubs, [job, ...history.Versions], { groups: flags.group, tasks: flags.task });
}

function conclude({ ui }: Invocation, log: RestartLog, { errors, isCanceled }: RestartOutcome): number {
  if (errors.length > 0) {
    log.headline("Job restart finished with errors");
    const count = `${errors.length} error${errors.length === 1 ? "" : "s"}`;
    ui.error([`\n${count} occurred while restarting job:`, ...errors.map((error) => `* ${error}`)].join("\n"));
    return 1;
  }
  if (isCanceled) {
    log.headline("Job restart canceled");
    return 0;
  }
  log.headline("Job restart finished");
  ui.output(ui.colourise("\n[bold][green]Job restarted successfully![reset]"));
  return 0;
}
