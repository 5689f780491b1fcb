/**
 * An object without its empty members, as Nomad encodes allocations and evaluations: empty text, zero, false, null, empty
 * list or map, and an object of which nothing is left. Spec 07 §4 rule 2b.
 */
export function withoutEmpty<T extends object>(value: { readonly [Name in keyof T]: T[Name] | null | undefined }): T {
  const rest: Partial<T> = {};
  for (const name in value) {
    const member = value[name];
    if (!isEmpty(member)) rest[name] = member as T[typeof name];
  }
  return rest as T;
}

function isEmpty(member: unknown): boolean {
  if (member === null || member === undefined || member === "" || member === 0 || member === 0n || member === false) {
    return true;
  }
  if (Array.isArray(member)) return member.length === 0;
  return typeof member === "object" && hasNoMembers(member);
}

/** Lists of allocations ask this tens of thousands of times, so no list of names is made for it. */
export function hasNoMembers(value: object): boolean {
  for (const _ in value) return false;
  return true;
}
