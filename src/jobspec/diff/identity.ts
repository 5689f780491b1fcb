import { identitySchema } from "../schema/identity.js";
import { primitiveMembers } from "./flat.js";
import { innerBlock, innerBlocks } from "./inner.js";
import { blockObject, matchedObjects, type Side, textSet } from "./objects.js";
import type { ObjectDiff } from "./tree.js";

const members = primitiveMembers(identitySchema);

/** The default identity of a task, or the one of a service. */
export function identityObject(old: Side, next: Side): ObjectDiff | undefined {
  return compareIdentities(innerBlock(old, "Identity"), innerBlock(next, "Identity"));
}

/** The other identities of a task, found again by name. */
export function otherIdentityObjects(old: Side, next: Side): readonly ObjectDiff[] {
  const list = (side: Side) => innerBlocks(side, "Identities");
  return matchedObjects(list(old), list(next), ({ Name }) => String(Name), compareIdentities);
}

/** The audience stands there also where it did not change. Spec 05 §11.3. */
function compareIdentities(old: Side, next: Side): ObjectDiff | undefined {
  return blockObject("Identity", members, old, next, (before, after) => [textSet("Audience", before, after)]);
}
