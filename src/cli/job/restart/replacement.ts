import type { Query } from "../../../api/nomadApi.js";
import type { ApiAllocation } from "../../../api/objects/allocation.js";
import type { Invocation } from "../../definition.js";
import { CommandFailure } from "../../failure.js";
import { quote } from "../../text/quote.js";
import type { RestartLog } from "./log.js";

/** An allocation that was stopped: the evaluation that shall replace it, and the index of the request. */
export interface Stopped {
  readonly allocationId: string;
  readonly evaluationId: string;
  readonly index: number;
}

/** How often it is said that nothing has come yet, in nanoseconds. */
const reportInterval = 60_000_000_000n;

/**
 * Waits until another allocation stands in for one that was stopped, and runs; meanwhile the job's evaluations are watched, so
 * that it is said when there is no room for the other one. Spec 06 §6.5.
 *
 * @throws {CommandFailure} when the other one ends instead.
 */
export async function awaitReplacement(
  invocation: Invocation,
  log: RestartLog,
  jobId: string,
  stopped: Stopped,
  query: Query,
): Promise<void> {
  const watch = new AbortController();
  void watchEvaluations(invocation, log, jobId, stopped, { ...query, signal: watch.signal });
  try {
    await awaitRunning(invocation, log, stopped.allocationId, query);
  } finally {
    watch.abort();
  }
}

/** Nobody waits for this: it ends with the waiting beside it, or with the first request that fails. */
async function watchEvaluations(
  { api }: Invocation,
  log: RestartLog,
  jobId: string,
  { evaluationId, index }: Stopped,
  query: Query,
): Promise<void> {
  let from = index;
  try {
    for (;;) {
      const answer = await api.listJobEvaluations(jobId, { ...query, index: from });
      if (query.signal?.aborted) return;
      const blocked = answer.value.find(
        ({ Status, PreviousEval }) => Status === "blocked" && PreviousEval === evaluationId,
      );
      if (blocked !== undefined) {
        log.line(`No room for a replacement yet: evaluation ${log.short(blocked.ID)} is blocked`);
        return;
      }
      from = answer.index;
    }
  } catch {
    // What is awaited beside says what is wrong.
  }
}

async function awaitRunning(
  invocation: Invocation,
  log: RestartLog,
  allocationId: string,
  query: Query,
): Promise<void> {
  const name = log.short(allocationId);
  const stopped = await untilChanged(
    invocation,
    allocationId,
    query,
    ({ NextAllocation }) => Boolean(NextAllocation),
    () => log.line(`Still waiting for allocation ${name} to be replaced`),
  );
  const nextId = stopped.NextAllocation ?? "";
  const next = log.short(nextId);
  log.line(`Allocation ${name} replaced by ${next}, waiting for ${next} to start running`);
  const replacement = await untilChanged(
    invocation,
    nextId,
    query,
    ({ ClientStatus }) => ClientStatus !== "pending",
    () => log.line(`Still waiting for allocation ${next} to start running`),
  );
  const status = quote(replacement.ClientStatus ?? "");
  if (replacement.ClientStatus === "failed" || replacement.ClientStatus === "lost") {
    throw new CommandFailure(`Allocation ${next} is ${status}`);
  }
  log.line(`Allocation ${next} is ${status}`);
}

async function untilChanged(
  invocation: Invocation,
  allocationId: string,
  query: Query,
  isDone: (allocation: ApiAllocation) => boolean,
  report: () => void,
): Promise<ApiAllocation> {
  let index = 1;
  let nextReport = invocation.now() + reportInterval;
  for (;;) {
    const waitMs = Math.max(1, Number((nextReport - invocation.now()) / 1_000_000n));
    const answer = await invocation.api.readAllocation(allocationId, { ...query, index, waitMs });
    if (isDone(answer.value)) return answer.value;
    index = answer.index;
    if (invocation.now() < nextReport) continue;
    report();
    nextReport += reportInterval;
  }
}
