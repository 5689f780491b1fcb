import type { JsonObject, JsonValue } from "../../model/json.js";
import { isObject } from "../../model/json.js";
import { decodeMap, type Kind, listOrNull, mapOrNull } from "./kind.js";
import type { Place } from "./place.js";
import type { Submitted } from "./submitted.js";

/**
 * How a member of a block lives. `kept`: as submitted. `unsettable`: part of the API's form, but what a client sends is dropped
 * (spec 05 §2). `ignored`: read from a submission, absent from the stored job, shown with its zero value. `submission`: read
 * from a submission and never shown.
 */
export type Life = "kept" | "unsettable" | "ignored" | "submission";

/** One member of a block: its name in the API's JSON, what it holds, and what a stored job has where a submission is silent. */
export interface Field<V> {
  readonly json: string;
  readonly kind: Kind<Exclude<V, undefined>>;
  readonly zero: V;
  readonly life: Life;
}

interface Entry {
  readonly key: string;
  readonly field: Field<unknown>;
}

/** The fields of a block, by the model's names. */
export type FieldTable<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** One table of fields: decoding, conversion and encoding all read it. */
export interface Block<T> {
  /** The name of the API's type, for decoding errors. */
  readonly goType: string;
  readonly fields: FieldTable<T>;
  /** The same fields in their order. */
  readonly entries: readonly Entry[];
  /** The same fields by their names in the API, in lower case. */
  readonly byName: ReadonlyMap<string, Entry>;
  /** Leaves out members that are empty when the block is written (spec 07 §4). */
  readonly omitsEmpty: boolean;
}

export function block<T>(goType: string, fields: FieldTable<T>): Block<T> {
  return table(goType, fields, false);
}

/** A block of the types that leave out every empty member. */
export function sparseBlock<T>(goType: string, fields: FieldTable<T>): Block<T> {
  return table(goType, fields, true);
}

function table<T>(goType: string, fields: FieldTable<T>, omitsEmpty: boolean): Block<T> {
  const entries = Object.entries(fields).map(([key, field]) => ({ key, field: field as Field<unknown> }));
  const byName = new Map(entries.map((entry) => [entry.field.json.toLowerCase(), entry]));
  return { goType, fields, entries, byName, omitsEmpty };
}

type RawField =
  | Field<string>
  | Field<number>
  | Field<number | undefined>
  | Field<boolean>
  | Field<readonly string[]>
  | Field<Readonly<Record<string, string>>>
  | Field<JsonObject | undefined>
  | Field<readonly JsonObject[]>;

/** A block that the model keeps as the API's JSON: names as in the API, durations in nanoseconds. */
export function rawBlock(goType: string, fields: readonly RawField[]): Block<JsonObject> {
  const byJson = fields.map((field) => [field.json, field as unknown as Field<JsonValue | undefined>]);
  return table(goType, Object.fromEntries(byJson), false);
}

/** Reads a block: names in any case, unknown names ignored, null as unset. */
export function decodeBlock<T>(block: Block<T>, value: JsonValue, place: Place): Submitted<T> | undefined {
  if (!isObject(value)) return place.refuse(value, `api.${block.goType}`);
  const decoded: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const entry = block.byName.get(name.toLowerCase());
    if (entry === undefined || member === null || member === undefined) continue;
    const { key, field } = entry;
    const content = field.kind.decode(member, place.member(block.goType, field.json));
    if (content !== undefined) decoded[key] = content;
  }
  return decoded as Submitted<T>;
}

/** The stored form of a submitted block: zero values for what is unset or not for clients to set. */
export function completeBlock<T>(block: Block<T>, submitted: Submitted<NoInfer<T>>): T {
  const given = submitted as Readonly<Record<string, unknown>>;
  const stored: Record<string, unknown> = {};
  for (const { key, field } of block.entries) {
    if (field.life === "ignored" || field.life === "submission") continue;
    const value = field.life === "kept" ? given[key] : undefined;
    stored[key] = value === undefined ? field.zero : field.kind.complete(value as never);
  }
  return stored as T;
}

/** Writes a stored block with every member of the API's form. */
export function encodeBlock<T>(block: Block<T>, value: object): JsonObject {
  const stored = value as Readonly<Record<string, unknown>>;
  const written: Record<string, JsonValue> = {};
  for (const { key, field } of block.entries) {
    if (field.life === "submission") continue;
    const content = field.life === "ignored" ? field.zero : stored[key];
    const json = content === undefined ? null : field.kind.encode(content as never);
    if (!block.omitsEmpty || !isEmpty(json)) written[field.json] = json;
  }
  return written;
}

function isEmpty(json: JsonValue): boolean {
  return json === null || json === "" || json === 0 || json === false;
}

/** A nested block. */
export function blockKind<T>(block: Block<T>): Kind<T> & { readonly block: Block<T> } {
  return {
    name: "block",
    goType: `api.${block.goType}`,
    block,
    decode: (value, place) => decodeBlock(block, value, place),
    complete: (value) => completeBlock(block, value),
    encode: (value) => encodeBlock(block, value as object),
  };
}

/** A nested block that the model keeps as the API's JSON, with every member filled in. */
export function rawKind(block: Block<JsonObject>): Kind<JsonObject> & { readonly block: Block<JsonObject> } {
  return {
    name: "block",
    goType: `api.${block.goType}`,
    block,
    decode: (value, place) => decodeBlock(block, value, place),
    complete: (value) => encodeBlock(block, completeBlock(block, value)),
    encode: (value) => value,
  };
}

/** A list; null members are dropped, and an empty list is written as null. */
export function listKind<T>(of: Kind<T>): Kind<readonly T[]> & { readonly of: Kind<T> } {
  const goType = `[]*${of.goType}`;
  return {
    name: "list",
    goType,
    of,
    decode: (value, place) => {
      if (!Array.isArray(value)) return place.refuse(value, goType);
      const members = value.flatMap((member: JsonValue) => (member === null ? [] : (of.decode(member, place) ?? [])));
      return members as unknown as Submitted<readonly T[]>;
    },
    complete: (list) => (list as unknown as readonly Submitted<T>[]).map((member) => of.complete(member)),
    encode: (list) => listOrNull(list.map((member) => of.encode(member))),
  };
}

/** Values by label; null members are dropped, and an empty map is written as null. */
export function mapKind<T>(of: Kind<T>): Kind<Readonly<Record<string, T>>> & { readonly of: Kind<T> } {
  const goType = `map[string]*${of.goType}`;
  return {
    name: "map",
    goType,
    of,
    decode: (value, place) => {
      const members = decodeMap(value, place, goType, (member, at) => of.decode(member, at), undefined);
      return members as unknown as Submitted<Readonly<Record<string, T>>> | undefined;
    },
    complete: (map) => mapValues(map as unknown as Record<string, Submitted<T>>, (member) => of.complete(member)),
    encode: (map) => mapOrNull(mapValues(map, (member) => of.encode(member))),
  };
}

/** A map with the same keys and other values. */
function mapValues<V, W>(map: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
