import type { OutsideAction } from "../../model/action.js";
import { multiErrorText } from "../../model/multiError.js";
import { isBuiltInPool } from "../../model/nodePool.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { World } from "../../model/world.js";
import type { Transaction } from "../transaction.js";

/**
 * `DELETE /v1/node/pool/:name`: possible when no job asks for it and no node is in it. Spec 05 §17, 07 §8.2.
 *
 *     { "kind": "delete-node-pool", "name": "gpu" }
 */
export function deleteNodePool(
  tx: Transaction,
  { name }: OutsideAction & { readonly kind: "delete-node-pool" },
): Result {
  if (!tx.world.nodePools.has(name)) return refused(500, `node pool ${name} not found`);
  const users = whoUses(tx.world, name);
  if (users.length > 0) {
    const regions = `in regions: [${tx.world.settings.region}]`;
    return refused(500, multiErrorText(users.map((what) => `node pool "${name}" has ${what} ${regions}`)));
  }
  if (isBuiltInPool(name)) return refused(500, `deleting node pool "${name}" is not allowed`);
  const index = tx.nextIndex();
  tx.world.nodePools = tx.world.nodePools.without(name);
  tx.emit("node pool deleted", { why: `An operator deleted node pool "${name}".` });
  return { ok: true, index };
}

function whoUses(world: World, name: string): readonly string[] {
  const jobs = world.jobs.valuesArray().some((job) => job.nodePool === name && job.status !== "dead");
  const nodes = world.nodes.valuesArray().some((node) => node.nodePool === name);
  return [...(jobs ? ["non-terminal jobs"] : []), ...(nodes ? ["nodes"] : [])];
}
