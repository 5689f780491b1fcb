import type { JsonObject, JsonValue } from "../../model/json.js";

/** A block as name → text. Spec 05 §11.2. */
export type Flat = ReadonlyMap<string, string>;

/** A member of a block that is compared as text. */
export interface Member {
  readonly name: string;
  /** A map of strings: one field a key. */
  readonly isMap: boolean;
  /** What an API form that leaves out empty members means by leaving this one out. */
  readonly zero: JsonValue;
}

/** What the tables of the schema say of a member, as far as a diff asks. */
interface SchemaField {
  readonly json: string;
  readonly kind: { readonly name: string };
  readonly zero: unknown;
  readonly life: string;
}

interface SchemaBlock {
  readonly entries: readonly { readonly field: SchemaField }[];
}

const primitiveKinds: ReadonlySet<string> = new Set([
  "text",
  "boolean",
  "integer",
  "duration",
  "nanoseconds",
  "textMap",
]);

/**
 * The primitive members of a block: texts, numbers, truth values and maps of strings. Nested blocks, lists, and members that may be
 * null are none. Spec 05 §11.2.
 *
 * @param except Members that a diff does not show.
 */
export function primitiveMembers(block: SchemaBlock, except: readonly string[] = []): readonly Member[] {
  return block.entries.flatMap(({ field: { json, kind, zero, life } }) => {
    const isShown =
      primitiveKinds.has(kind.name) && zero !== undefined && life !== "submission" && !except.includes(json);
    if (!isShown) return [];
    const isMap = kind.name === "textMap";
    return [{ name: json, isMap, zero: isMap ? null : (zero as JsonValue) }];
  });
}

/** A block's primitive members as text; nothing where there is no block. */
export function flatMembers(members: readonly Member[], block: JsonObject | undefined): Flat {
  const flat = new Map<string, string>();
  if (block === undefined) return flat;
  for (const { name, isMap, zero } of members) {
    const value = block[name] ?? zero;
    if (!isMap) flat.set(name, String(value));
    else
      for (const [key, text] of Object.entries((value ?? {}) as JsonObject)) flat.set(`${name}[${key}]`, String(text));
  }
  return flat;
}

/** Everything in a block of known members as text, `nil` for what is null. Spec 05 §11.2. */
export function flatBlock(block: JsonObject | undefined): Flat {
  return flatContents(block, String);
}

/**
 * Everything in a block that Nomad does not look into, such as a driver's configuration: `name[key][i]`. All its numbers are
 * floats. Spec 05 §11.2.
 */
export function flatOpaque(block: JsonObject | undefined): Flat {
  return flatContents(block, floatText);
}

function flatContents(block: JsonObject | undefined, numberText: (value: number) => string): Flat {
  const flat = new Map<string, string>();
  const add = (name: string, value: JsonValue): void => {
    if (value === null) flat.set(name, "nil");
    else if (typeof value === "number") flat.set(name, numberText(value));
    else if (typeof value !== "object") flat.set(name, String(value));
    else for (const [key, member] of Object.entries(value)) add(`${name}[${key}]`, member ?? null);
  };
  for (const [name, value] of Object.entries(block ?? {})) add(name, value ?? null);
  return flat;
}

/** A float in its shortest form, with an exponent of at least two digits below 1e-04 and from 1e+06 up. Spec 05 §11.2. */
function floatText(value: number): string {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
