import type { NodePoolRequest, OutsideAction } from "../../model/action.js";
import { frozen } from "../../model/frozen.js";
import { multiErrorText } from "../../model/multiError.js";
import type { NodePool } from "../../model/nodePool.js";
import { defaultIdentityTtlMs, isBuiltInPool } from "../../model/nodePool.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { withEntry } from "../../model/table.js";
import type { Transaction } from "../transaction.js";

const namePattern = /^[a-zA-Z0-9-_]{1,128}$/;

/** In bytes, as for namespaces. */
const longestDescription = 256;

/**
 * `PUT /v1/node/pools`: makes a node pool, or replaces it whole. Spec 05 §17, 07 §8.2.
 *
 *     { "kind": "apply-node-pool", "nodePool": { "name": "gpu", "description": "machines with GPUs" } }
 */
export function applyNodePool(tx: Transaction, action: OutsideAction & { readonly kind: "apply-node-pool" }): Result {
  const { name, description = "", meta = {}, identityTtlMs = defaultIdentityTtlMs } = action.nodePool;
  if (isBuiltInPool(name)) return refused(400, `modifying node pool "${name}" is not allowed`);
  const problems = nodePoolProblems(action.nodePool);
  if (problems.length > 0) return refused(400, `invalid node pool "${name}": ${multiErrorText(problems)}`);
  const index = tx.nextIndex();
  const createIndex = tx.world.nodePools.get(name)?.createIndex ?? index;
  const pool: NodePool = { name, description, meta, identityTtlMs, isApplied: true, createIndex, modifyIndex: index };
  tx.world.nodePools = withEntry(tx.world.nodePools, name, frozen(pool));
  const why = createIndex === index ? `Node pool "${name}" is new.` : `An operator changed node pool "${name}".`;
  tx.emit("node pool applied", { why });
  return { ok: true, index };
}

function nodePoolProblems({ name, description = "" }: NodePoolRequest): readonly string[] {
  const isNamed = typeof name === "string" && namePattern.test(name);
  const length = new TextEncoder().encode(description).length;
  return [
    ...(isNamed ? [] : [`invalid name "${name}", must match regex ^[a-zA-Z0-9-_]{1,128}$`]),
    ...(length > longestDescription ? [`description longer than ${longestDescription}`] : []),
  ];
}
