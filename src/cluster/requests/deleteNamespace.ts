import type { OutsideAction } from "../../model/action.js";
import { terminal } from "../../model/allocation.js";
import { jobKey } from "../../model/job.js";
import { multiErrorText } from "../../model/multiError.js";
import { defaultNamespace } from "../../model/namespace.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { entriesWithPrefix } from "../../model/table.js";
import type { World } from "../../model/world.js";
import type { Transaction } from "../transaction.js";

/**
 * `DELETE /v1/namespace/:name`: possible when nothing in it goes on. Spec 05 §17, 07 §8.2.
 *
 *     { "kind": "delete-namespace", "name": "prod" }
 */
export function deleteNamespace(
  tx: Transaction,
  { name }: OutsideAction & { readonly kind: "delete-namespace" },
): Result {
  if (name === defaultNamespace.name) return refused(500, "can not delete default namespace");
  if (!tx.world.namespaces.has(name)) return refused(500, "namespace not found");
  const obstacles = whatGoesOn(tx.world, name);
  if (obstacles.length > 0) {
    const regions = `in regions: [${tx.world.settings.region}]`;
    return refused(
      500,
      multiErrorText(obstacles.map((what) => `namespace "${name}" has non-terminal ${what} ${regions}`)),
    );
  }
  const index = tx.nextIndex();
  tx.world.namespaces = tx.world.namespaces.without(name);
  tx.emit("namespace deleted", { namespace: name, why: `An operator deleted namespace "${name}".` });
  return { ok: true, index };
}

function whatGoesOn(world: World, name: string): readonly string[] {
  const inside = jobKey(name, "");
  const jobs = entriesWithPrefix(world.jobs, inside).some(([, job]) => job.status !== "dead");
  const allocations = entriesWithPrefix(world.allocationsByJob, inside).some(([, ofJob]) =>
    ofJob.valuesArray().some((allocation) => !terminal(allocation)),
  );
  return [...(jobs ? ["jobs"] : []), ...(allocations ? ["allocations"] : [])];
}
