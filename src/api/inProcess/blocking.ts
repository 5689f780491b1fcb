import type { Simulator } from "../../cluster/simulator.js";
import type { Instant } from "../../model/time.js";
import type { Answer, Query } from "../nomadApi.js";

/** Lets virtual time pass on behalf of someone who waits. */
export interface Waiting {
  /**
   * Up to and including an instant.
   *
   * @throws what ends the waiting: an interruption, a limit.
   */
  passTo(instant: Instant): void | Promise<void>;
}

/** A blocking query without `wait` gives up after five minutes (spec 07 §6). */
const defaultWaitMs = 300_000;

/** After so many turns whoever else waits has looked at this instant and come back. */
const turnsOfOthers = 16;

/**
 * Answers a query at once, or, when it names an index, as soon as the answer's index exceeds it. Meanwhile virtual time goes
 * from timer to timer. Of several that wait, each sees every instant: one lets time pass only when the others have looked.
 * Spec 07 §6.
 *
 * @throws when the query's signal gives it up.
 */
export async function answerWhenNewer<Value>(
  simulator: Simulator,
  waiting: Waiting,
  query: Query | undefined,
  read: () => Answer<Value>,
): Promise<Answer<Value>> {
  const asked = query?.index;
  if (asked === undefined || asked === 0) return read();
  const deadline = simulator.now + (query?.waitMs ?? defaultWaitMs);
  for (;;) {
    const answer = read();
    if (answer.index > asked || simulator.now >= deadline) return answer;
    const seen = simulator.world;
    for (let turn = 0; turn < turnsOfOthers; turn += 1) await undefined;
    query?.signal?.throwIfAborted();
    if (simulator.world !== seen) continue;
    const timer = simulator.nextTimer;
    await waiting.passTo(timer === undefined ? deadline : Math.min(timer, deadline));
  }
}
