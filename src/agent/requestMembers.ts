import type { JsonObject, JsonValue } from "../api/json.js";
import { ApiError } from "../api/nomadApi.js";
import { isObject } from "../model/json.js";

/**
 * Members of a request's JSON as Go's decoder finds them: by name in any case, the exact one first; null is unset; a value of
 * a wrong type is a 400 in its words. Spec 07 §4.
 */
export class RequestMembers {
  readonly #members: ReadonlyMap<string, JsonValue>;
  readonly #exact: JsonObject;
  readonly #where: string;

  /** @throws {ApiError} when the value is no object. */
  constructor(value: JsonValue | undefined, where = "") {
    if (value === null || typeof value !== "object" || Array.isArray(value)) {
      throw new ApiError(400, `json: cannot unmarshal ${kindOf(value)} into Go value of an object`);
    }
    this.#exact = value as JsonObject;
    this.#where = where;
    const entries = Object.entries(this.#exact).flatMap(([name, member]): [string, JsonValue][] =>
      member === undefined || member === null ? [] : [[name.toLowerCase(), member]],
    );
    this.#members = new Map(entries);
  }

  /** The names as they were given. */
  get names(): readonly string[] {
    return Object.keys(this.#exact);
  }

  /** Undefined when it is absent or null. */
  value(name: string): JsonValue | undefined {
    return this.#exact[name] ?? this.#members.get(name.toLowerCase());
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "string") return value;
    throw this.#wrong(name, value, "string");
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "boolean") return value;
    throw this.#wrong(name, value, "bool");
  }

  /** A whole number that a double holds. */
  integer(name: string): number | undefined {
    const value = this.nanoseconds(name);
    return value === undefined ? undefined : Number(value);
  }

  /** A whole number of any size, such as a time or a duration. */
  nanoseconds(name: string): bigint | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "bigint") return value;
    if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
    throw this.#wrong(name, value, "int64");
  }

  texts(name: string): readonly string[] {
    const value = this.value(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.#wrong(name, value, "[]string");
    return (value as readonly JsonValue[]).map((element) => {
      if (typeof element === "string") return element;
      throw this.#wrong(name, element, "string");
    });
  }

  textMap(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.#wrong(name, value, "map[string]string");
    const entries = Object.entries(value).map(([key, member]): [string, string] => {
      if (typeof member === "string") return [key, member];
      throw this.#wrong(name, member, "string");
    });
    return Object.fromEntries(entries);
  }

  /** The same with members that may be null. */
  optionalTextMap(name: string): Readonly<Record<string, string | null>> | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.#wrong(name, value, "map[string]*string");
    const entries = Object.entries(value).map(([key, member]): [string, string | null] => {
      if (typeof member === "string" || member === null) return [key, member];
      throw this.#wrong(name, member, "string");
    });
    return Object.fromEntries(entries);
  }

  object(name: string): RequestMembers | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.#wrong(name, value, "an object");
    return new RequestMembers(value, `${this.#where}${name}.`);
  }

  objects(name: string): readonly RequestMembers[] | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.#wrong(name, value, "a list");
    return (value as readonly JsonValue[]).map((element) => new RequestMembers(element, `${this.#where}${name}.`));
  }

  #wrong(name: string, value: JsonValue | undefined, type: string): ApiError {
    const field = `${this.#where}${name}`;
    return new ApiError(400, `json: cannot unmarshal ${kindOf(value)} into Go struct field .${field} of type ${type}`);
  }
}

/** As Go's decoder calls it. */
function kindOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "number";
  return typeof value;
}
