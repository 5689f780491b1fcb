import type { OutsideAction } from "../../model/action.js";
import { frozen } from "../../model/frozen.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { heedBrokerPause } from "../brokerPause.js";
import type { Transaction } from "../transaction.js";

const switches = ["memoryOversubscription", "rejectJobRegistration", "pauseEvalBroker"] as const;
const preemptions = ["system", "sysbatch", "batch", "service"] as const;

/**
 * `PUT /v1/operator/scheduler/configuration`: replaces the whole configuration; it counts from the next attempt on. Spec 03 §15.
 *
 *     { "kind": "configure-scheduler", "configuration": { "algorithm": "spread", … } }
 */
export function configureScheduler(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "configure-scheduler" },
): Result {
  const { algorithm, preemption, nodeLimitForFeasibilityChecks } = action.configuration;
  if (algorithm !== "binpack" && algorithm !== "spread") {
    return refused(400, `invalid scheduler algorithm: ${String(algorithm)}`);
  }
  const flags = [...switches.map((name) => action.configuration[name]), ...preemptions.map((name) => preemption[name])];
  if (flags.some((flag) => typeof flag !== "boolean") || !Number.isSafeInteger(nodeLimitForFeasibilityChecks)) {
    return refused(400, "a scheduler configuration has all its switches and a node limit");
  }
  const before = tx.world.schedulerConfiguration;
  const index = tx.nextIndex();
  const createIndex = before.createIndex || index;
  tx.world.schedulerConfiguration = frozen({ ...action.configuration, createIndex, modifyIndex: index });
  heedBrokerPause(tx, before);
  return { ok: true, index };
}
