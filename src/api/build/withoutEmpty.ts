/**
 * An object without its empty members, as Nomad encodes allocations and evaluations: empty text, zero, false, null, empty
 * list or map, and an object of which nothing is left. Spec 07 §4 rule 2b.
 */
export function withoutEmpty<T extends object>(value: { readonly [Name in keyof T]: T[Name] | null | undefined }): T {
  const rest: Partial<T> = {};
  for (const name of Object.keys(value) as (keyof T)[]) {
    const member = value[name];
    if (!isEmpty(member)) rest[name] = member as T[keyof T];
  }
  return rest as T;
}

function isEmpty(member: unknown): boolean {
  if (member === null || member === undefined || member === "" || member === 0 || member === 0n || member === false) {
    return true;
  }
  if (Array.isArray(member)) return member.length === 0;
  return typeof member === "object" && Object.keys(member).length === 0;
}
