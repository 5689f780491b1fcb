import type { JsonObject, JsonValue } from "../../model/json.js";

/** A value that is not what it has to be; `path` says where it stands, as in `steps[3].line`. */
export class Misfit extends Error {
  override readonly name = "Misfit";
  readonly path: string;

  constructor(path: string, sentence: string) {
    super(sentence);
    this.path = path;
  }
}

/**
 * Takes a value out of JSON, or says what is wrong with it.
 *
 * @throws {Misfit}
 */
export type Shape<Value> = (value: JsonValue | undefined, path: string) => Value;

/** One shape for each member of an object. */
export type Members<Value> = { readonly [Name in keyof Value]-?: Shape<Value[Name]> };

export const text: Shape<string> = (value, path) => {
  if (typeof value !== "string") throw new Misfit(path, "a text has to stand here");
  return value;
};

export const flag: Shape<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new Misfit(path, "true or false has to stand here");
  return value;
};

export const number: Shape<number> = (value, path) => {
  if (typeof value !== "number") throw new Misfit(path, "a number has to stand here");
  return value;
};

/** An integer that loses no digit. */
export const integer: Shape<number> = (value, path) => {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw new Misfit(path, "an integer has to stand here");
  return value;
};

/** Whatever JSON can say. */
export const anything: Shape<JsonValue> = (value, path) => {
  if (value === undefined) throw new Misfit(path, "something has to stand here");
  return value;
};

export function oneOf<Choice extends string>(...choices: readonly Choice[]): Shape<Choice> {
  return (value, path) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw new Misfit(path, `one of ${choices.join(", ")} has to stand here`);
    return choice;
  };
}

export function orNull<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

export function optional<Value>(shape: Shape<Value>): Shape<Value | undefined> {
  return (value, path) => (value === undefined ? undefined : shape(value, path));
}

export function listOf<Value>(shape: Shape<Value>): Shape<readonly Value[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Misfit(path, "a list has to stand here");
    return value.map((element: JsonValue, index) => shape(element, `${path}[${index}]`));
  };
}

export function mapOf<Value>(shape: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  return (value, path) =>
    Object.fromEntries(
      Object.entries(object(value, path)).map(([name, member]) => [name, shape(member, `${path}.${name}`)]),
    );
}

/** An object with these members and no others; those that are undefined are left out of the value. */
export function record<Value extends object>(members: Members<Value>): Shape<Value> {
  const whole = wholeRecord(members);
  return (value, path) =>
    Object.fromEntries(Object.entries(whole(value, path)).filter(([, member]) => member !== undefined)) as Value;
}

/** An object with these members and no others, undefined ones too: for what enters the World as it is. */
export function wholeRecord<Value extends object>(members: Members<Value>): Shape<Value> {
  const shapes = Object.entries(members) as [string, Shape<unknown>][];
  return (value, path) => {
    const given = object(value, path);
    const stranger = Object.keys(given).find((name) => !Object.hasOwn(members, name));
    if (stranger !== undefined) throw new Misfit(within(path, stranger), "nothing of that name can stand here");
    return Object.fromEntries(shapes.map(([name, shape]) => [name, shape(given[name], within(path, name))])) as Value;
  };
}

/** @throws {Misfit} */
export function object(value: JsonValue | undefined, path: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Misfit(path, "an object has to stand here");
  }
  return value as JsonObject;
}

function within(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
