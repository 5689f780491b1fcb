import { summaryTable } from "../blocks/summaryTable.js";
import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import type { FoundJob } from "../find/findJob.js";
import { quote } from "../text/quote.js";

/** Nomad does not wait longer for a dispatched job. */
const limit = 300_000_000_000n;
const longestQueryMs = 5_000;

/**
 * Waits until a dispatched job is over. A terminal shows what became of its groups, of which nothing but the final state is
 * left; another output gets an empty line. Spec 06 §6.2.
 *
 * @returns The exit code: 2 where a group has failed allocations.
 * @throws {CommandFailure} after five minutes.
 */
export async function awaitDispatched(invocation: Invocation, { id, query }: FoundJob): Promise<number> {
  const { api, ui, style, context } = invocation;
  const phrase = `Error querying job ${quote(id)}`;
  const deadline = invocation.now() + limit;
  let index: number | undefined;
  for (;;) {
    const change = { ...query, stale: true, index, waitMs: longestQueryMs };
    const { value: job, index: seen } = await orFail(phrase, api.readJob(id, change));
    const { value: summary } = await orFail(phrase, api.readJobSummary(id, { ...query, stale: true }));
    if (job.Status === "dead") {
      ui.output(context.terminal.isTty ? `\n${summaryTable(summary, style)}` : "");
      return Object.values(summary.Summary ?? {}).some(({ Failed }) => Failed > 0) ? 2 : 0;
    }
    if (invocation.now() >= deadline) throw new CommandFailure(`Job ${quote(id)} is not over after 5m0s`);
    index = seen;
  }
}
