import type { Type } from "../values/type.js";

const letters: Readonly<Record<string, string>> = { string: "S", number: "N", bool: "B" };

/**
 * A type as Nomad's complaint about a duration shows it: the innards of the parser's own structure. Spec 05 §6.1; recorded in
 * the cases `duration-bad-…`.
 */
export function typeDump(type: Type): string {
  if (typeof type === "string") {
    const letter = letters[type];
    return letter === undefined ? "{{{}}}" : `{{{} %!s(cty.primitiveTypeKind=${letter.charCodeAt(0)})}}`;
  }
  switch (type.kind) {
    case "tuple":
      return `{{{} [${type.of.map(typeDump).join(" ")}]}}`;
    case "object":
      return `{{{} map[${[...type.of].map(([name, of]) => `${name}:${typeDump(of)}`).join(" ")}] map[]}}`;
    default:
      return `{{{} ${typeDump(type.of)}}}`;
  }
}
