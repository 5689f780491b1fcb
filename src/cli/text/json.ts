import type { JsonObject, JsonValue } from "../../api/json.js";
import { compareBytes } from "../../jobspec/byteOrder.js";

/**
 * How the command line's own types differ from what the server sends: members that it does not know are dropped, members
 * that were left out stand there with their zero value. Spec 06 §2.7.
 */
export interface ClientType {
  readonly added?: JsonObject;
  readonly dropped?: readonly string[];
  readonly members?: Readonly<Record<string, ClientType>>;
  /** The same for each entry of a list or a map. */
  readonly entries?: ClientType;
  /** A number with a fraction, so that 1 is written `1.0`. */
  readonly isFloat?: boolean;
  /** Free-form values, where every number is a float. */
  readonly isFree?: boolean;
  /** What Go calls the type, for the errors of templates. */
  readonly goName?: string;
}

/**
 * JSON as `-json` prints it: four spaces, members in byte order, integers of any size, no final line break. Spec 06 §2.7.
 *
 * @param type What the command line makes of the value; without it the value is written as it came.
 */
export function formatJson(value: JsonValue | undefined, type: ClientType = {}, depth = 0): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "number") return formatNumber(value, type);
  if (typeof value === "bigint") return type.isFree ? `${value}.0` : String(value);
  if (typeof value !== "object") return typeof value === "string" ? formatString(value) : String(value);
  const margin = "    ".repeat(depth + 1);
  const end = `\n${"    ".repeat(depth)}`;
  if (isList(value)) {
    if (value.length === 0) return "[]";
    const entries = value.map((entry) => margin + formatJson(entry, memberType(type, undefined), depth + 1));
    return `[\n${entries.join(",\n")}${end}]`;
  }
  const members = knownMembers(value, type);
  if (members.length === 0) return "{}";
  const lines = members.map(
    ([name, member]) => `${margin}${formatString(name)}: ${formatJson(member, memberType(type, name), depth + 1)}`,
  );
  return `{\n${lines.join(",\n")}${end}}`;
}

/** The members that the command line has of an object, in byte order. */
export function knownMembers(
  value: JsonObject,
  { added = {}, dropped = [] }: ClientType,
): readonly (readonly [string, JsonValue])[] {
  const members: (readonly [string, JsonValue])[] = [];
  for (const [name, member] of Object.entries({ ...added, ...value })) {
    if (member !== undefined && !dropped.includes(name)) members.push([name, member]);
  }
  return members.sort(([left], [right]) => compareBytes(left, right));
}

/** The type of a member, or of an entry when there is no name. */
export function memberType(type: ClientType, name: string | undefined): ClientType {
  if (type.isFree) return type;
  return (name === undefined ? undefined : type.members?.[name]) ?? type.entries ?? {};
}

function formatNumber(value: number, { isFloat, isFree }: ClientType): string {
  return (isFloat || isFree) && Number.isInteger(value) ? `${value}.0` : String(value);
}

function formatString(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
