import type { Query } from "../../../api/nomadApi.js";
import type { ApiAllocation } from "../../../api/objects/allocation.js";
import type { Invocation } from "../../definition.js";
import { CommandFailure } from "../../failure.js";
import { quote } from "../../text/quote.js";
import type { RestartLog } from "./log.js";

/** How often it is said that nothing has come yet, in nanoseconds. */
const reportInterval = 60_000_000_000n;

/**
 * Waits until another allocation stands in for one that was stopped, and runs. Spec 06 §6.5.
 *
 * @throws {CommandFailure} when the other one ends instead.
 */
export async function awaitReplacement(
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
