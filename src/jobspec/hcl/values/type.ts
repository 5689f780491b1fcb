/**
 * The type of a value in a job file, as HCL2 has them. `dynamic` is the type of a null or an unknown value of which nothing more
 * is known, and in a constraint any type at all. Spec 05 §6.3.
 */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | { readonly kind: "list" | "set" | "map"; readonly of: Type }
  | { readonly kind: "tuple"; readonly of: readonly Type[] }
  /** Members in the order of their names. */
  | { readonly kind: "object"; readonly of: ReadonlyMap<string, Type> };

/** Whether two types are the same, member by member. */
export function isSameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  if (typeof left === "string" || typeof right === "string" || left.kind !== right.kind) return false;
  switch (left.kind) {
    case "tuple": {
      const others = right.of as readonly Type[];
      return left.of.length === others.length && left.of.every((type, at) => isSameType(type, others[at] as Type));
    }
    case "object": {
      const others = right.of as ReadonlyMap<string, Type>;
      if (left.of.size !== others.size) return false;
      return [...left.of].every(([name, type]) => {
        const other = others.get(name);
        return other !== undefined && isSameType(type, other);
      });
    }
    default:
      return isSameType(left.of, right.of as Type);
  }
}

/** As complaints name it: `string`, `list of string`, `tuple`, `map of any type`. */
export function typeName(type: Type): string {
  if (type === "dynamic") return "dynamic";
  if (typeof type === "string") return type;
  switch (type.kind) {
    case "tuple":
    case "object":
      return type.kind;
    default:
      return type.of === "dynamic" ? `${type.kind} of any single type` : `${type.kind} of ${typeName(type.of)}`;
  }
}
