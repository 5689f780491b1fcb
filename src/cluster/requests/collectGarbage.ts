import type { Result } from "../../model/step.js";
import { done } from "../../model/step.js";
import { collectAll } from "../garbage/collect.js";
import type { Transaction } from "../transaction.js";

/**
 * `PUT /v1/system/gc`: jobs, evaluations with their allocations, and deployments that are over go now, whatever their age.
 * Spec 05 §16.
 *
 *     { "kind": "collect-garbage" }
 */
export function collectGarbage(tx: Transaction): Result {
  collectAll(tx);
  return { ...done, index: tx.world.index };
}
