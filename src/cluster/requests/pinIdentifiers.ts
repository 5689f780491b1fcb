import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { done, refused } from "../../model/step.js";
import type { Transaction } from "../transaction.js";

const prefixPattern = /^[0-9a-f]{1,8}(-[0-9a-f]{0,4}){0,3}(-[0-9a-f]{0,12})?$/;
const kindPattern = /^(evaluation|deployment|node|allocation\..+)$/;

/**
 * The next IDs start with given prefixes: what a scenario page demands where a document shows IDs. It replaces earlier pins.
 *
 *     { "kind": "pin-identifiers", "pins": { "evaluation": ["6c6e64ae"], "allocation.web": ["8fa21654"] } }
 */
export function pinIdentifiers(tx: Transaction, action: OutsideAction & { readonly kind: "pin-identifiers" }): Result {
  for (const [kind, prefixes] of Object.entries(action.pins)) {
    if (!kindPattern.test(kind)) return refused(400, `nothing to pin is called "${kind}"`);
    const odd = prefixes.find((prefix) => !prefixPattern.test(prefix));
    if (odd !== undefined) return refused(400, `"${odd}" is not the beginning of a UUID`);
  }
  tx.world.identifiers = { ...tx.world.identifiers, pins: action.pins };
  return done;
}
