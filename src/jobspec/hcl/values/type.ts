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

/** As complaints name the type of a value: `string`, `list of string`, `tuple`. */
export function typeName(type: Type): string {
  if (typeof type === "string") return type;
  return isStructural(type) ? type.kind : `${type.kind} of ${typeName(type.of)}`;
}

/** As complaints name the type that is wanted: `list of any single type`. */
export function constraintName(type: Type): string {
  if (type === "dynamic") return "any type";
  if (typeof type === "string") return type;
  if (isStructural(type)) return type.kind;
  return `${type.kind} of ${type.of === "dynamic" ? "any single type" : constraintName(type.of)}`;
}

/** Lists, sets and maps: their members have one type. */
export type CollectionType = Exclude<Type, string | { readonly kind: "tuple" | "object" }>;
/** Tuples and objects: each member has its own type. */
export type StructuralType = Extract<Type, { readonly kind: "tuple" | "object" }>;

export function isCollection(type: Type): type is CollectionType {
  return typeof type !== "string" && !isStructural(type);
}

export function isStructural(type: Type): type is StructuralType {
  return typeof type !== "string" && (type.kind === "tuple" || type.kind === "object");
}

/** Strings, numbers and bools. */
export function isPrimitive(type: Type): type is "string" | "number" | "bool" {
  return type === "string" || type === "number" || type === "bool";
}

/** Whether some part of the type is open. */
export function hasDynamic(type: Type): boolean {
  if (typeof type === "string") return type === "dynamic";
  if (type.kind === "tuple") return type.of.some(hasDynamic);
  if (type.kind === "object") return [...type.of.values()].some(hasDynamic);
  return hasDynamic(type.of);
}
