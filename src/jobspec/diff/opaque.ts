import type { JsonObject, JsonValue } from "../../model/json.js";
import { allFields } from "./fields.js";
import { flatOpaque } from "./flat.js";
import { innerBlock } from "./inner.js";
import { objectOf, type Side } from "./objects.js";
import type { ObjectDiff } from "./tree.js";

/**
 * A block that Nomad does not look into, flattened as a whole: `Config`, `Header`, `Policy`. An empty one is none.
 * Spec 05 §11.2.
 */
export function opaqueObject(name: string, old: Side, next: Side): ObjectDiff | undefined {
  const [before, after] = [filled(old), filled(next)];
  return objectOf(name, before, after, () => ({ fields: allFields(flatOpaque(before), flatOpaque(after)) }));
}

/** The member of two blocks that is such a block. */
export function opaqueMember(name: string, old: Side, next: Side): ObjectDiff | undefined {
  return opaqueObject(name, innerBlock(old, name), innerBlock(next, name));
}

/**
 * A block whose form Coalmine does not know: what is no block in it is flattened, each block in it is an object of its own. It
 * serves `connect`, which is kept as it was submitted (spec 05 §3.12).
 */
export function treeObject(name: string, old: Side, next: Side): ObjectDiff | undefined {
  const [before, after] = [filled(old), filled(next)];
  return objectOf(name, before, after, () => ({
    fields: allFields(flatOpaque(withoutBlocks(before)), flatOpaque(withoutBlocks(after))),
    objects: blockNames(before, after).map((inner) =>
      treeObject(inner, innerBlock(before, inner), innerBlock(after, inner)),
    ),
  }));
}

function filled(block: Side): Side {
  return block === undefined || Object.keys(block).length === 0 ? undefined : block;
}

function withoutBlocks(block: Side): JsonObject {
  const rest: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(block ?? {})) {
    if (member !== undefined && member !== null && innerBlock(block, name) === undefined) rest[name] = member;
  }
  return rest;
}

function blockNames(old: Side, next: Side): readonly string[] {
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})]);
  return [...names].filter((name) => (innerBlock(old, name) ?? innerBlock(next, name)) !== undefined).sort();
}
