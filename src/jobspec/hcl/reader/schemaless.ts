import type { JsonObject, JsonValue } from "../../../model/json.js";
import { toDouble, toInteger } from "../values/number.js";
import { numberText } from "../values/numberText.js";
import type { Value } from "../values/value.js";

/** JSON of a value as it is; null where nothing is set. */
export function plainValue(value: Value): JsonValue {
  switch (value.kind) {
    case "tuple":
    case "list":
    case "set":
      return value.elements.map(plainValue);
    case "object":
    case "map":
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plainValue(member)]));
    default:
      return schemalessMember(value) ?? null;
  }
}

/** JSON of what has no schema: a map also becomes a list of one, nulls vanish. Spec 05 §6.6. */
export function schemalessValue(value: Value): JsonValue | undefined {
  if (value.kind === "object" || value.kind === "map") return [schemalessMap(value)];
  return schemalessMember(value);
}

function schemalessMember(value: Value): JsonValue | undefined {
  switch (value.kind) {
    case "string":
      return value.text;
    case "number":
      return plainNumber(value);
    case "bool":
      return value.isTrue;
    case "null":
    case "unknown":
      return undefined;
    case "tuple":
    case "list":
    case "set":
      return value.elements.map((element) => schemalessMember(element) ?? null);
    case "object":
    case "map":
      return schemalessMap(value);
  }
}

function schemalessMap(value: Value & { readonly kind: "object" | "map" }): JsonObject {
  const members = [...value.members].map(([name, member]) => [name, schemalessValue(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

/** Whole numbers keep all digits; others are doubles. What JSON cannot write stays a text. */
function plainNumber({ number }: Value & { readonly kind: "number" }): JsonValue {
  const whole = toInteger(number);
  if (whole !== undefined) return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  const double = toDouble(number);
  return Number.isFinite(double) ? double : numberText(number);
}
