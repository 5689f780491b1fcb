/** A JSON object of a recording: a missing member is zero, empty or unset. */
export type Json = Readonly<Record<string, unknown>>;

const none: Json = {};

export function object(from: Json, key: string): Json {
  return optionalObject(from, key) ?? none;
}

export function optionalObject(from: Json, key: string): Json | undefined {
  const value = from[key];
  return typeof value === "object" && value !== null ? (value as Json) : undefined;
}

export function objects(from: Json, key: string): readonly Json[] {
  const value = from[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function texts(from: Json, key: string): readonly string[] {
  const value = from[key];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function text(from: Json, key: string): string {
  const value = from[key];
  return typeof value === "string" ? value : "";
}

export function optionalText(from: Json, key: string): string | undefined {
  const value = text(from, key);
  return value === "" ? undefined : value;
}

export function number(from: Json, key: string): number {
  const value = from[key];
  return typeof value === "number" ? value : 0;
}

export function flag(from: Json, key: string): boolean {
  return from[key] === true;
}

export function optionalFlag(from: Json, key: string): boolean | undefined {
  const value = from[key];
  return typeof value === "boolean" ? value : undefined;
}

/** A nanosecond clock does not fit a double: the rounded quotient is the exact millisecond. */
export function milliseconds(from: Json, key: string): number {
  return Math.round(number(from, key) / 1e6);
}

/** An RFC 3339 time as milliseconds since the epoch. */
export function instant(from: Json, key: string): number | undefined {
  const value = text(from, key);
  return value === "" ? undefined : Date.parse(value);
}

export function mapObject<Value>(from: Json, convert: (value: Json, key: string) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, convert(value as Json, key)]));
}

export function textMap(from: Json, key: string): Readonly<Record<string, string>> {
  return object(from, key) as Readonly<Record<string, string>>;
}

export function numberMap(from: Json, key: string): Readonly<Record<string, number>> {
  return object(from, key) as Readonly<Record<string, number>>;
}
