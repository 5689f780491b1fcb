import { affinitySchema, constraintSchema } from "../schema/constraint.js";
import { flatMembers, type Member, primitiveMembers } from "./flat.js";
import { innerBlocks } from "./inner.js";
import { matchedObjects, type Side, simpleObject } from "./objects.js";
import type { ObjectDiff } from "./tree.js";

const constraintMembers = primitiveMembers(constraintSchema);
const affinityMembers = primitiveMembers(affinitySchema);

/** The constraints, then the affinities, of a job, group or task: an edited one is another one. Spec 05 §11.3. */
export function targetObjects(old: Side, next: Side): readonly ObjectDiff[] {
  return [
    ...fullTextObjects("Constraint", constraintMembers, old, next, "Constraints"),
    ...fullTextObjects("Affinity", affinityMembers, old, next, "Affinities"),
  ];
}

/** Blocks of primitive members that are known by their full text: never edited, only deleted and added. Spec 05 §11.3. */
export function fullTextObjects(
  name: string,
  members: readonly Member[],
  old: Side,
  next: Side,
  list: string,
): readonly ObjectDiff[] {
  return matchedObjects(
    innerBlocks(old, list),
    innerBlocks(next, list),
    (block) => JSON.stringify([...flatMembers(members, block)]),
    (before, after) => simpleObject(name, members, before, after),
  );
}
