import type { Value } from "../values/value.js";

/** The names that an expression may refer to; those of an inner scope hide those around it. */
export interface Scope {
  readonly names: ReadonlyMap<string, Value>;
  readonly around: Scope | undefined;
}

export function scopeOf(names: Iterable<readonly [string, Value]>, around?: Scope): Scope {
  return { names: new Map(names), around };
}

export function lookUp(scope: Scope | undefined, name: string): Value | undefined {
  for (let here = scope; here !== undefined; here = here.around) {
    const value = here.names.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
