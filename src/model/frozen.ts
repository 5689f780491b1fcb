/**
 * The same value, frozen with everything in it. Values enter the World frozen, so that whoever holds one can rely on it.
 *
 * Stops at what is frozen already, since that was frozen whole; leaves B-trees alone, which are persistent by themselves.
 * A plain walk: a quarter of the time of a roll-out went into general freezing (docs/performance.md).
 */
export function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) freezeWhole(value);
  return value;
}

function freezeWhole(value: object): void {
  if (Array.isArray(value)) {
    Object.freeze(value);
    for (const member of value) frozen(member);
    return;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return;
  Object.freeze(value);
  for (const name in value) frozen((value as Record<string, unknown>)[name]);
}
