import type { JsonValue } from "../../api/json.js";

/**
 * JSON as Go's own encoder prints it with four spaces: members in their order, `<`, `>` and `&` escaped. Spec 06 §6.3 step 4.
 */
export function formatGoJson(value: JsonValue | undefined, depth = 0): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return escaped(JSON.stringify(value));
  if (typeof value !== "object") return String(value);
  const margin = "    ".repeat(depth + 1);
  const end = `\n${"    ".repeat(depth)}`;
  if (isList(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((entry) => margin + formatGoJson(entry, depth + 1)).join(",\n")}${end}]`;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  const lines = members.map(
    ([name, member]) => `${margin}${escaped(JSON.stringify(name))}: ${formatGoJson(member, depth + 1)}`,
  );
  return `{\n${lines.join(",\n")}${end}}`;
}

function escaped(text: string): string {
  return text.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
