import type { NamespaceRequest, OutsideAction } from "../../model/action.js";
import { frozen } from "../../model/frozen.js";
import { multiErrorText } from "../../model/multiError.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { withEntry } from "../../model/table.js";
import type { Transaction } from "../transaction.js";

const namePattern = /^[a-zA-Z0-9-]{1,128}$/;

/** In bytes (spec 05 §17). */
const longestDescription = 256;

/**
 * `PUT /v1/namespace`: makes a namespace, or replaces it whole. Spec 05 §17, 07 §8.2.
 *
 *     { "kind": "apply-namespace", "namespace": { "name": "prod", "description": "the shop" } }
 */
export function applyNamespace(tx: Transaction, action: OutsideAction & { readonly kind: "apply-namespace" }): Result {
  const { name, description = "", meta = {}, capabilities, quota = "" } = action.namespace;
  const problems = namespaceProblems(action.namespace);
  if (problems.length > 0) return refused(500, `Invalid namespace "${name}": ${multiErrorText(problems)}`);
  if (quota !== "") return refused(500, `namespace "${name}" using non-existent quota "${quota}"`);
  const index = tx.nextIndex();
  const createIndex = tx.world.namespaces.get(name)?.createIndex ?? index;
  const namespace = frozen({ name, description, meta, capabilities, createIndex, modifyIndex: index });
  tx.world.namespaces = withEntry(tx.world.namespaces, name, namespace);
  const why = createIndex === index ? `Namespace "${name}" is new.` : `An operator changed namespace "${name}".`;
  tx.emit("namespace applied", { namespace: name, why });
  return { ok: true, index };
}

function namespaceProblems({ name, description = "" }: NamespaceRequest): readonly string[] {
  const isNamed = typeof name === "string" && namePattern.test(name);
  const length = new TextEncoder().encode(description).length;
  return [
    ...(isNamed ? [] : [`invalid name "${name}". Must match regex ^[a-zA-Z0-9-]{1,128}$`]),
    ...(length > longestDescription ? [`description longer than ${longestDescription}`] : []),
  ];
}
