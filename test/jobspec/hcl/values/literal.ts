import { convert } from "../../../../src/jobspec/hcl/values/convert.js";
import { numberText, parseNumber } from "../../../../src/jobspec/hcl/values/numberText.js";
import type { Type } from "../../../../src/jobspec/hcl/values/type.js";
import {
  bool,
  nothing,
  number,
  object,
  text,
  tuple,
  typeOf,
  type Value,
} from "../../../../src/jobspec/hcl/values/value.js";

/** A value in the form of a test: as in JSON, and what `as` and `num` say. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [name: string]: Literal }
  | Typed
  | Digits;

class Typed {
  readonly type: string;
  readonly literal: Literal;

  constructor(type: string, literal: Literal) {
    this.type = type;
    this.literal = literal;
  }
}

class Digits {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/** A value of a type: `as("set(string)", ["a"])`. */
export function as(type: string, literal: Literal): Typed {
  return new Typed(type, literal);
}

/** A number that JavaScript does not have. */
export function num(digits: string): Digits {
  return new Digits(digits);
}

/** The value that a test writes. */
export function value(literal: Literal): Value {
  if (literal === null) return nothing;
  if (typeof literal === "string") return text(literal);
  if (typeof literal === "boolean") return bool(literal);
  if (typeof literal === "number") return value(num(String(literal)));
  if (literal instanceof Digits) return number(parseNumber(literal.digits) ?? fail(literal.digits));
  if (literal instanceof Typed) {
    const conversion = convert(value(literal.literal), typeIn(literal.type));
    return conversion.ok ? conversion.value : fail(conversion.message);
  }
  if (isList(literal)) return tuple(literal.map(value));
  return object(Object.entries(literal).map(([name, member]) => [name, value(member)] as const));
}

/** A type as job files write it: `map(list(number))`, `object({a=string})`, `tuple([string,any])`. */
export function typeIn(source: string): Type {
  if (source === "any") return "dynamic";
  if (source === "string" || source === "number" || source === "bool") return source;
  const [, kind = "", inside = ""] = /^(\w+)\((.*)\)$/s.exec(source) ?? [];
  if (kind === "list" || kind === "set" || kind === "map") return { kind, of: typeIn(inside) };
  const parts = separated(inside.slice(1, -1));
  if (kind === "tuple") return { kind, of: parts.map(typeIn) };
  if (kind !== "object") return fail(source);
  const members = parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)] as const);
  return { kind, of: new Map(members.map(([name, type]) => [name, typeIn(type)] as const).sort()) };
}

/** A type as {@link typeIn} reads it. */
export function typeText(type: Type): string {
  if (type === "dynamic") return "any";
  if (typeof type === "string") return type;
  if (type.kind === "tuple") return `tuple([${type.of.map(typeText).join(",")}])`;
  if (type.kind !== "object") return `${type.kind}(${typeText(type.of)})`;
  return `object({${[...type.of].map(([name, member]) => `${name}=${typeText(member)}`).join(",")}})`;
}

/** A value as JSON, with the type before a list, set or map, and behind `null:`. */
export function shown(given: Value): string {
  switch (given.kind) {
    case "unknown":
      return "unknown";
    case "null":
      return `null:${typeText(given.type)}`;
    case "string":
      return JSON.stringify(given.text);
    case "number":
      return numberText(given.number);
    case "bool":
      return String(given.isTrue);
    case "map":
    case "object": {
      const members = [...given.members].map(([name, member]) => `${JSON.stringify(name)}:${shown(member)}`);
      return `${given.kind === "map" ? typeText(typeOf(given)) : ""}{${members.join(",")}}`;
    }
    default:
      return `${given.kind === "tuple" ? "" : typeText(typeOf(given))}[${given.elements.map(shown).join(",")}]`;
  }
}

function isList(literal: Literal): literal is readonly Literal[] {
  return Array.isArray(literal);
}

/** Splits at the commas that stand in no brackets. */
function separated(source: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of source) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  return part === "" ? parts : [...parts, part];
}

function fail(what: string): never {
  throw new Error(`no value: ${what}`);
}
