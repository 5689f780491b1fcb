import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { done, refused } from "../../model/step.js";
import { nextTimer } from "../pending.js";
import type { Transaction } from "../transaction.js";

/**
 * Virtual time moves on. It never runs backwards and never past a timer, so that nothing due is left behind.
 *
 *     { "kind": "pass-time", "until": 1501007705000 }
 */
export function passTime(tx: Transaction, action: OutsideAction & { readonly kind: "pass-time" }): Result {
  const { until } = action;
  if (!Number.isSafeInteger(until)) return refused(400, "an instant is a whole number of milliseconds");
  if (until < tx.world.now) return refused(400, "time does not run backwards");
  const timer = nextTimer(tx.world);
  if (timer !== undefined && timer < until) {
    return refused(400, `a timer is due at ${timer}, before ${until}: time passes in steps from timer to timer`);
  }
  tx.world.now = until;
  return done;
}
