import type { JsonObject, JsonValue } from "../../model/json.js";
import { isObject } from "../../model/json.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import { fromNanoseconds, jsonInteger, toNanoseconds } from "./nanoseconds.js";
import type { Place } from "./place.js";
import type { Submitted } from "./submitted.js";

/**
 * What a member of a block may hold: how it is read from the API's JSON, completed when a submission becomes a stored job,
 * and written again. Spec 05 §2, 07 §4.
 */
export interface Kind<V> {
  readonly name: string;
  /** The name of the type in a decoding error. */
  readonly goType: string;
  /** `value` is never null. Undefined after a complaint: the member counts as unset. */
  decode(value: JsonValue, place: Place): Submitted<V> | undefined;
  complete(value: Submitted<V>): V;
  encode(value: V): JsonValue;
}

/** A kind whose values are the same in a submission and in a stored job. */
function leaf<V>(
  name: string,
  goType: string,
  decode: (value: JsonValue, place: Place) => V | undefined,
  encode: (value: V) => JsonValue,
): Kind<V> {
  return {
    name,
    goType,
    decode: (value, place) => decode(value, place) as Submitted<V> | undefined,
    complete: (value) => value as V,
    encode,
  };
}

export const textKind: Kind<string> = leaf("text", "string", decodeText, (value) => value);

export const booleanKind: Kind<boolean> = leaf(
  "boolean",
  "bool",
  (value, place) => (typeof value === "boolean" ? value : place.refuse(value, "bool")),
  (value) => value,
);

export type IntegerType = "int" | "int8" | "uint8" | "int64" | "uint64" | "uint";

/** An integer of Go's type `goType`; beyond 2^53 it is kept rounded. */
export function integerKind(goType: IntegerType): Kind<number> {
  return leaf("integer", goType, (value, place) => decodeInteger(value, place, goType), jsonInteger);
}

/** Nanoseconds in the API, milliseconds in the model. */
export const durationKind: Kind<Milliseconds> = leaf("duration", "time.Duration", decodeDuration, toNanoseconds);

/** Unix nanoseconds in the API, whole milliseconds in the model. */
export const instantKind: Kind<Instant> = leaf("instant", "int64", decodeInstant, toNanoseconds);

/** A duration of a block that is kept as the API's JSON: nanoseconds stay nanoseconds. */
export const nanosecondsKind: Kind<number> = leaf(
  "nanoseconds",
  "time.Duration",
  (value, place) => decodeInteger(value, place, "time.Duration"),
  jsonInteger,
);

/** Base64, as in the API. */
export const bytesKind: Kind<string> = leaf("bytes", "[]uint8", decodeBytes, (value) => value);

export const textsKind: Kind<readonly string[]> = leaf("texts", "[]string", decodeTexts, listOrNull);

/** A list that is written as `[]`, not as null, when it is empty. */
export const presentTextsKind: Kind<readonly string[]> = leaf("texts", "[]string", decodeTexts, (value) => value);

export const textMapKind: Kind<Readonly<Record<string, string>>> = leaf(
  "textMap",
  "map[string]string",
  (value, place) => decodeMap(value, place, "map[string]string", decodeText, ""),
  mapOrNull,
);

export const textsMapKind: Kind<Readonly<Record<string, readonly string[]>>> = leaf(
  "textsMap",
  "map[string][]string",
  (value, place) => decodeMap(value, place, "map[string][]string", decodeTexts, []),
  mapOrNull,
);

/** JSON that Nomad passes through, such as the configuration of a driver. */
export const opaqueKind: Kind<JsonObject> = leaf("opaque", "map[string]interface {}", decodeOpaque, (value) => value);

/** How deep opaque JSON may be nested. */
const depthLimit = 400;

export function listOrNull<V extends JsonValue>(list: readonly V[]): readonly V[] | null {
  return list.length === 0 ? null : list;
}

export function mapOrNull<V extends JsonObject>(map: V): V | null {
  for (const _ in map) return map;
  return null;
}

/** A map of a document; a null member leaves the zero value. */
export function decodeMap<V>(
  value: JsonValue,
  place: Place,
  goType: string,
  decode: (value: JsonValue, place: Place) => V | undefined,
  zero: V | undefined,
): Readonly<Record<string, V>> | undefined {
  if (!isObject(value)) return place.refuse(value, goType);
  const entries: [string, V][] = [];
  for (const [key, member] of Object.entries(value)) {
    const decoded = member === null || member === undefined ? zero : (decode(member, place) ?? zero);
    if (decoded !== undefined) entries.push([key, decoded]);
  }
  return Object.fromEntries(entries);
}

function decodeText(value: JsonValue, place: Place): string | undefined {
  return typeof value === "string" ? value : place.refuse(value, "string");
}

function decodeTexts(value: JsonValue, place: Place): readonly string[] | undefined {
  if (!Array.isArray(value)) return place.refuse(value, "[]string");
  return value.map((member: JsonValue) => (member === null ? "" : (decodeText(member, place) ?? "")));
}

const ranges: Readonly<Record<string, readonly [number | bigint, number | bigint]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  uint64: [0, 2n ** 64n - 1n],
  uint: [0, 2n ** 64n - 1n],
};
const int64Range = [-(2n ** 63n), 2n ** 63n - 1n] as const;

function decodeInteger(value: JsonValue, place: Place, goType: string): number | undefined {
  if (!isInteger(value)) return place.refuse(value, goType);
  const [least, most] = ranges[goType] ?? int64Range;
  return value < least || value > most ? place.refuse(value, goType) : Number(value) + 0;
}

function decodeDuration(value: JsonValue, place: Place): Milliseconds | undefined {
  if (!isInteger(value) || value < int64Range[0] || value > int64Range[1]) return place.refuse(value, "time.Duration");
  return fromNanoseconds(value);
}

function decodeInstant(value: JsonValue, place: Place): Instant | undefined {
  if (!isInteger(value) || value < int64Range[0] || value > int64Range[1]) return place.refuse(value, "int64");
  return Math.floor(fromNanoseconds(value));
}

function isInteger(value: JsonValue): value is number | bigint {
  return typeof value === "bigint" || Number.isInteger(value);
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decodeBytes(value: JsonValue, place: Place): string | undefined {
  if (typeof value !== "string") return place.refuse(value, "[]uint8");
  if (base64.test(value)) return value;
  const good = /^[A-Za-z0-9+/]*/.exec(value)?.[0].length ?? 0;
  return place.complain(`illegal base64 data at input byte ${good}`);
}

function decodeOpaque(value: JsonValue, place: Place): JsonObject | undefined {
  if (!isObject(value)) return place.refuse(value, "map[string]interface {}");
  return plainCopy(value, place, depthLimit) as JsonObject | undefined;
}

/** A copy in which every number is a double, as Nomad keeps opaque numbers. */
function plainCopy(value: JsonValue, place: Place, depth: number): JsonValue | undefined {
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return place.complain("exceeded max depth");
  if (Array.isArray(value)) return value.map((member: JsonValue) => plainCopy(member, place, depth - 1) ?? null);
  const entries: [string, JsonValue][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) entries.push([key, plainCopy(member, place, depth - 1) ?? null]);
  }
  return Object.fromEntries(entries);
}
