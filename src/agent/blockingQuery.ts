import type { Answer } from "../api/nomadApi.js";
import { ApiError } from "../api/nomadApi.js";
import type { Call, Reply } from "./call.js";
import type { TableName } from "./tableIndexes.js";

/** The longest that a query may wait, and how long it waits when it does not say (spec 07 §6). */
const longestWaitMs = 300_000;

/** Where the index of an answer comes from. */
interface Watched {
  /** The object's own index is the answer's; the tables count only while it is missing. */
  readonly object?: boolean;
  readonly tables: readonly TableName[];
}

/** One look at the state: an answer, or the refusal of a missing object, with the index that it has. */
interface Look {
  readonly outcome: Answer<unknown> | ApiError;
  readonly index: number;
}

/**
 * A read. With `index` in the query it is answered when its own index exceeds that, or when `wait` is over by the wall clock:
 * then with what there is. Spec 07 §6.
 */
export async function answerRead(call: Call, watched: Watched, read: () => Promise<Answer<unknown>>): Promise<Reply> {
  const { agent, query } = call;
  const asked = query.index ?? 0;
  const deadline = asked === 0 ? 0 : agent.wall.now() + waitOf(query.waitMs);
  for (;;) {
    const seen = await look(call, watched, read);
    const over = asked === 0 || seen.index > asked || agent.wall.now() >= deadline || call.signal.aborted;
    if (over) return replyOf(seen);
    await nextChange(call, deadline);
  }
}

function waitOf(asked: number | undefined): number {
  const wait = asked !== undefined && asked > 0 ? Math.min(asked, longestWaitMs) : longestWaitMs;
  return wait + Math.random() * (wait / 16);
}

async function look({ agent }: Call, watched: Watched, read: () => Promise<Answer<unknown>>): Promise<Look> {
  const tableIndex = agent.tables.of(watched.tables);
  try {
    const outcome = await read();
    return { outcome, index: watched.object === true ? outcome.index : tableIndex };
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { outcome: error, index: tableIndex };
    throw error;
  }
}

function replyOf({ outcome, index }: Look): Reply {
  if (outcome instanceof ApiError) throw outcome;
  return { kind: "read", value: outcome.value, index, nextToken: outcome.nextToken };
}

/** Until the cluster changes, the time is over or the client is gone. */
function nextChange({ agent, signal }: Call, deadline: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      stopListening();
      cancelTimer();
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const stopListening = agent.onChange(finish);
    const cancelTimer = agent.wall.after(Math.ceil(deadline - agent.wall.now()), finish);
    signal.addEventListener("abort", finish);
  });
}
