import { frozen } from "../../model/frozen.js";
import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { heedBrokerPause } from "../brokerPause.js";
import type { Transaction } from "../transaction.js";

/**
 * `PUT /v1/operator/scheduler/configuration`: replaces the whole configuration; it counts from the next attempt on. Spec 03 §15.
 *
 *     { "kind": "configure-scheduler", "configuration": { "algorithm": "spread", … } }
 */
export function configureScheduler(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "configure-scheduler" },
): Result {
  const before = tx.world.schedulerConfiguration;
  const index = tx.nextIndex();
  const createIndex = before.createIndex || index;
  tx.world.schedulerConfiguration = frozen({ ...action.configuration, createIndex, modifyIndex: index });
  heedBrokerPause(tx, before);
  return { ok: true, index };
}
