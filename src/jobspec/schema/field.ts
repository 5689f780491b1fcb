import type { JsonObject } from "../../model/json.js";
import type { Milliseconds } from "../../model/time.js";
import { type Block, blockKind, type Field, type Life, listKind, mapKind, rawKind } from "./block.js";
import {
  booleanKind,
  durationKind,
  type IntegerType,
  integerKind,
  type Kind,
  nanosecondsKind,
  opaqueKind,
  textKind,
  textMapKind,
  textsKind,
} from "./kind.js";

/**
 * The vocabulary of the schema's tables: one function for each kind of member, with the stored default as second argument.
 * Spec 05 §3.
 */
export function field<V>(json: string, kind: Kind<V>, zero: NoInfer<V>): Field<V> {
  return { json, kind: kind as Field<V>["kind"], zero, life: "kept" };
}

/** A member that is null when it is not given. */
export function optional<V>(json: string, kind: Kind<V>): Field<V | undefined> {
  return { json, kind: kind as Kind<Exclude<V | undefined, undefined>>, zero: undefined, life: "kept" };
}

export function text(json: string, zero = ""): Field<string> {
  return field(json, textKind, zero);
}

export function integer(json: string, zero = 0, goType: IntegerType = "int"): Field<number> {
  return field(json, integerKind(goType), zero);
}

export function boolean(json: string, zero = false): Field<boolean> {
  return field(json, booleanKind, zero);
}

export function duration(json: string, zero: Milliseconds = 0): Field<Milliseconds> {
  return field(json, durationKind, zero);
}

export function nanoseconds(json: string, zero = 0): Field<number> {
  return field(json, nanosecondsKind, zero);
}

export function texts(json: string): Field<readonly string[]> {
  return field(json, textsKind, []);
}

export function textMap(json: string): Field<Readonly<Record<string, string>>> {
  return field(json, textMapKind, {});
}

export function opaque(json: string): Field<JsonObject | undefined> {
  return optional(json, opaqueKind);
}

/** A nested block that is null when it is not given. */
export function nested<T>(json: string, of: Block<T>): Field<T | undefined> {
  return optional(json, blockKind(of));
}

/** A nested block that every stored job has. */
export function present<T>(json: string, of: Block<T>, zero: NoInfer<T>): Field<T> {
  return field<T>(json, blockKind<T>(of), zero);
}

/** A nested block that the model keeps as the API's JSON. */
export function raw(json: string, of: Block<JsonObject>): Field<JsonObject | undefined> {
  return optional(json, rawKind(of));
}

/** A list of blocks that the model keeps as the API's JSON. */
export function rawList(json: string, of: Block<JsonObject>): Field<readonly JsonObject[]> {
  return field(json, listKind(rawKind(of)), []);
}

export function list<T>(json: string, of: Block<T>): Field<readonly T[]> {
  return field<readonly T[]>(json, listKind<T>(blockKind(of)), []);
}

export function labelled<T>(json: string, of: Block<T>): Field<Readonly<Record<string, T>>> {
  return field<Readonly<Record<string, T>>>(json, mapKind(blockKind(of)), {});
}

/** The same member, but not for clients to set, or not kept. */
export function living<V>(life: Life, member: Field<V>): Field<V> {
  return { ...member, life };
}
