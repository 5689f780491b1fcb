import type { Table } from "../../../src/model/table.js";
import { emptyTable } from "../../../src/model/table.js";
import type { World } from "../../../src/model/world.js";

/** What was found frozen whole, tables included: a persistent value is looked at once. */
const looked = new WeakSet<object>();

const tablePrototype: unknown = Object.getPrototypeOf(emptyTable());

/**
 * Everything in a World is frozen, down to the last member, and made of plain objects, lists, plain values and tables.
 * DESIGN, "One idea" and "Size and speed".
 */
export function nothingInAWorldIsMutable(world: World): string | undefined {
  return flawIn(world, "world");
}

function flawIn(value: unknown, path: string): string | undefined {
  if (typeof value === "function" || typeof value === "symbol") return `${path} is a ${typeof value}`;
  if (typeof value !== "object" || value === null || looked.has(value)) return undefined;
  const flaw = flawOf(value, path);
  if (flaw === undefined) looked.add(value);
  return flaw;
}

function flawOf(value: object, path: string): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === tablePrototype) return flawInTable(value as Table<unknown>, path);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return `${path} is no plain object`;
  if (!Object.isFrozen(value)) return `${path} is not frozen`;
  for (const [name, member] of Object.entries(value)) {
    const flaw = flawIn(member, `${path}.${name}`);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function flawInTable(table: Table<unknown>, path: string): string | undefined {
  let flaw: string | undefined;
  table.forEachPair((key, member) => {
    flaw ??= flawIn(member, `${path}[${key}]`);
  });
  return flaw;
}
