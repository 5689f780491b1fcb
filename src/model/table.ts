import sortedBTree from "sorted-btree";

// sorted-btree is CommonJS: Node hands over the module, which holds the class as `default`; bundlers for browsers and test
// runners hand over the class itself.
const BTree = (sortedBTree.default ?? sortedBTree) as typeof sortedBTree.default;

/**
 * A persistent ordered map: `with` and `without` answer a new table in O(log n) and leave the old one as it was.
 * Iteration follows the byte order of the keys, which is the order in which Nomad's state store walks (04 §1).
 */
export type Table<Value> = InstanceType<typeof BTree<string, Value>>;

/** A persistent ordered set of texts. */
export type KeySet = Table<true>;

/** An empty table with text keys. */
export function emptyTable<Value>(): Table<Value> {
  return new BTree<string, Value>(undefined, compareText);
}

/** A table of some entries. */
export function tableOf<Value>(entries: readonly (readonly [string, Value])[]): Table<Value> {
  return entries.reduce((table, [key, value]) => withEntry(table, key, value), emptyTable<Value>());
}

/** Byte order for the ASCII keys that tables have (UUIDs, names). */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The table with one entry set, whether it was there or not. Use this, not the tree's own `with`, which leaves an entry that
 * exists as it is unless told otherwise.
 */
export function withEntry<Value>(table: Table<Value>, key: string, value: Value): Table<Value> {
  return table.with(key, value, true);
}

/** All entries whose key starts with `prefix`, in key order, at most `limit`. */
export function entriesWithPrefix<Value>(
  table: Table<Value>,
  prefix: string,
  limit = Number.POSITIVE_INFINITY,
): [string, Value][] {
  const found: [string, Value][] = [];
  for (const [key, value] of table.entries(prefix)) {
    if (!key.startsWith(prefix) || found.length >= limit) break;
    found.push([key, value]);
  }
  return found;
}

/** A table of key sets with `key` added to the set called `owner`: how secondary indices grow. */
export function withMember(index: Table<KeySet>, owner: string, key: string): Table<KeySet> {
  const members = index.get(owner) ?? emptyTable<true>();
  return members.has(key) ? index : withEntry(index, owner, withEntry(members, key, true));
}

/** The same without `key`; an owner whose set became empty is dropped. */
export function withoutMember(index: Table<KeySet>, owner: string, key: string): Table<KeySet> {
  const members = index.get(owner);
  if (members === undefined || !members.has(key)) return index;
  const rest = members.without(key);
  return rest.size === 0 ? index.without(owner) : withEntry(index, owner, rest);
}
