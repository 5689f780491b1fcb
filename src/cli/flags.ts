/** A flag of a command: what it takes, what it is without being given, and what help says about it. */
export type Flag =
  | { readonly kind: "toggle"; readonly initial: boolean; readonly about: string }
  /** Needs a value, unlike a toggle; undefined without one. */
  | { readonly kind: "truth"; readonly initial: undefined; readonly about: string }
  | { readonly kind: "text"; readonly initial: string; readonly about: string }
  | { readonly kind: "list"; readonly about: string }
  | { readonly kind: "integer"; readonly initial: number; readonly about: string }
  | { readonly kind: "duration"; readonly initial: number; readonly about: string };

export type FlagTable = Readonly<Record<string, Flag>>;

type FlagValue<Kind extends Flag["kind"]> = {
  toggle: boolean;
  truth: boolean | undefined;
  text: string;
  list: readonly string[];
  integer: number;
  /** Milliseconds. */
  duration: number;
}[Kind];

/** The values of a table's flags, by name. */
export type FlagValues<Table extends FlagTable> = { readonly [Name in keyof Table]: FlagValue<Table[Name]["kind"]> };

export const toggle = (about: string, initial = false) => ({ kind: "toggle", initial, about }) as const;
export const truth = (about: string) => ({ kind: "truth", initial: undefined, about }) as const;
export const text = (about: string, initial = "") => ({ kind: "text", initial, about }) as const;
export const list = (about: string) => ({ kind: "list", about }) as const;
export const integer = (about: string, initial = 0) => ({ kind: "integer", initial, about }) as const;
export const duration = (about: string, initialMs: number) =>
  ({ kind: "duration", initial: initialMs, about }) as const;

/** Arguments that Go's `flag` refuses; the message is its sentence. */
export class FlagError extends Error {
  override readonly name = "FlagError";
}

export interface ParsedFlags<Table extends FlagTable> {
  readonly flags: FlagValues<Table>;
  /** Names of the flags that were given. */
  readonly given: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/**
 * Reads arguments as Go's `flag` package does: one dash or two, `-f v` or `-f=v`, no clusters, and nothing after the first
 * positional argument is a flag. Spec 06 §2.8.
 *
 * @throws {FlagError}
 */
export function parseFlags<Table extends FlagTable>(argv: readonly string[], table: Table): ParsedFlags<Table> {
  const values: Record<string, boolean | string | number | readonly string[] | undefined> = {};
  for (const [name, flag] of Object.entries(table)) values[name] = flag.kind === "list" ? [] : flag.initial;
  const given = new Set<string>();
  let place = 0;
  for (; place < argv.length; place += 1) {
    const argument = argv[place] ?? "";
    if (!argument.startsWith("-") || argument === "-") break;
    if (argument === "--") {
      place += 1;
      break;
    }
    const { name, value: attached } = splitFlag(argument);
    const flag = table[name];
    if (flag === undefined) throw new FlagError(`flag provided but not defined: -${name}`);
    given.add(name);
    if (flag.kind === "toggle") {
      values[name] = attached === undefined ? true : parseToggle(name, attached);
      continue;
    }
    if (attached === undefined) place += 1;
    const raw = attached ?? argv[place];
    if (raw === undefined) throw new FlagError(`flag needs an argument: -${name}`);
    const before = values[name];
    if (flag.kind === "list") values[name] = Array.isArray(before) ? [...before, raw] : [raw];
    else values[name] = parseValue(name, flag, raw);
  }
  return { flags: values as FlagValues<Table>, given, positionals: argv.slice(place) };
}

/** `true` or `false` as Go's `strconv.ParseBool` reads it; undefined for anything else. */
export function parseBoolean(word: string): boolean | undefined {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(word)) return true;
  if (["0", "f", "F", "false", "FALSE", "False"].includes(word)) return false;
  return undefined;
}

function splitFlag(argument: string): { readonly name: string; readonly value: string | undefined } {
  const bare = argument.replace(/^--?/, "");
  if (bare === "" || bare.startsWith("-") || bare.startsWith("=")) throw new FlagError(`bad flag syntax: ${argument}`);
  const equals = bare.indexOf("=");
  if (equals === -1) return { name: bare, value: undefined };
  return { name: bare.slice(0, equals), value: bare.slice(equals + 1) };
}

function parseToggle(name: string, word: string): boolean {
  const value = parseBoolean(word);
  if (value === undefined)
    throw new FlagError(`invalid boolean value ${JSON.stringify(word)} for -${name}: parse error`);
  return value;
}

function parseValue(name: string, flag: Flag, raw: string): string | number | boolean {
  if (flag.kind === "text") return raw;
  if (flag.kind === "truth") return parseTruth(name, raw);
  const value = flag.kind === "duration" ? parseDuration(raw) : parseInteger(raw);
  if (value === undefined) throw new FlagError(`invalid value ${JSON.stringify(raw)} for flag -${name}: parse error`);
  return value;
}

function parseTruth(name: string, raw: string): boolean {
  const value = parseBoolean(raw);
  if (value !== undefined) return value;
  const quoted = JSON.stringify(raw);
  throw new FlagError(
    `invalid value ${quoted} for flag -${name}: strconv.ParseBool: parsing ${quoted}: invalid syntax`,
  );
}

function parseInteger(raw: string): number | undefined {
  return /^[+-]?(\d+|0[xX][\da-fA-F]+)$/.test(raw) ? Number(raw) : undefined;
}

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration as Go writes it (`1h30m`, `1.5s`, `0`); undefined for anything else. */
export function parseDuration(raw: string): number | undefined {
  const parts = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|[\u00b5\u03bc]s|ms|s|m|h))+|0)$/.exec(raw);
  if (parts === null) return undefined;
  let sum = 0;
  for (const [, figure, unit] of (parts[2] ?? "").matchAll(/([\d.]+)(ns|us|[\u00b5\u03bc]s|ms|s|m|h)/g)) {
    sum += Number(figure) * (unitMs[unit ?? ""] ?? 0);
  }
  return parts[1] === "-" ? -sum : sum;
}
