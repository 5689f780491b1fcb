import type { JsonValue } from "../../api/json.js";

/**
 * JSON as Go's own encoder prints it: members in their order, `<`, `>` and `&` escaped. Spec 06 §6.3 step 4.
 *
 * @param indent Of one level; four spaces in most places.
 */
export function formatGoJson(value: JsonValue | undefined, indent = "    "): string {
  return formatted(value, indent, "\n");
}

function formatted(value: JsonValue | undefined, indent: string, end: string): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return escaped(JSON.stringify(value));
  if (typeof value !== "object") return String(value);
  const start = end + indent;
  if (isList(value)) {
    if (value.length === 0) return "[]";
    return `[${value.map((entry) => start + formatted(entry, indent, start)).join(",")}${end}]`;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  const lines = members.map(
    ([name, member]) => `${start}${escaped(JSON.stringify(name))}: ${formatted(member, indent, start)}`,
  );
  return `{${lines.join(",")}${end}}`;
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
