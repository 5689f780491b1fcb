import { type Conversion, convert } from "../values/convert.js";
import { goQuote, goQuoteCharacter } from "../values/goQuote.js";
import { jsonString, jsonText } from "../values/json.js";
import { type HclNumber, toInteger, zero } from "../values/number.js";
import { formatNumber } from "../values/numberText.js";
import type { Value } from "../values/value.js";
import type { FormatVerb } from "./formatText.js";
import { refuse } from "./functionSpec.js";
import { graphemesOf } from "./graphemes.js";
import { allowLength } from "./limits.js";

/** One argument as its verb shows it. */
export function formatted(verb: FormatVerb, which: number, args: readonly Value[]): string {
  const { raw, mode } = verb;
  const arg = args[which - 1];
  const where = `${goQuote(raw)} at ${verb.offset}`;
  if (arg === undefined) {
    return refuse(`not enough arguments for ${where}: need index ${which} but have ${args.length} total`);
  }
  const wrong = (problem: string) => refuse(`unsupported value for ${where}: ${problem}`);
  if (mode !== "v" && arg.kind === "null") wrong("null value cannot be formatted");
  allowLength(Math.max(verb.width ?? 0, verb.precision ?? 0));
  const taken = (conversion: Conversion): Value => (conversion.ok ? conversion.value : wrong(conversion.message));
  switch (mode) {
    case "v":
      return asIs(verb, arg, wrong);
    case "t":
      return boolOf(taken(convert(arg, "bool")));
    case "s":
      return padded(verb, shortened(verb, textOf(taken(convert(arg, "string")))));
    case "q":
      return padded(verb, jsonString(shortened(verb, textOf(taken(convert(arg, "string"))))));
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return floating(verb, numberOf(taken(convert(arg, "number"))));
    default: {
      const base = bases.get(mode);
      if (base === undefined) {
        return refuse(`unsupported format verb ${goQuoteCharacter(mode)} in ${goQuote(raw)} at offset ${verb.offset}`);
      }
      const whole = toInteger(numberOf(taken(convert(arg, "number"))));
      return whole === undefined ? wrong("an integer is required") : integer(verb, whole, base);
    }
  }
}

const bases: ReadonlyMap<string, number> = new Map([
  ["b", 2],
  ["d", 10],
  ["o", 8],
  ["x", 16],
  ["X", 16],
]);
const basePrefixes: Readonly<Record<string, string>> = { b: "0b", o: "0", x: "0x", X: "0X" };

/** Texts and numbers plainly, everything else as JSON, and with `#` these too. */
function asIs(verb: FormatVerb, arg: Value, wrong: (problem: string) => never): string {
  if (!verb.flags.includes("#") && arg.kind === "string") return padded(verb, arg.text);
  if (!verb.flags.includes("#") && arg.kind === "number") return padded(verb, formatNumber(arg.number, "g", undefined));
  const encoded = jsonText(arg);
  return padded(verb, encoded.ok ? encoded.text : wrong(encoded.message));
}

/** Width counts what a reader sees as characters. */
function padded({ width, flags }: FormatVerb, content: string): string {
  if (width === undefined) return content;
  const padding = (flags.includes("0") ? "0" : " ").repeat(Math.max(width - graphemesOf(content).length, 0));
  return flags.includes("-") ? content + padding : padding + content;
}

function shortened({ precision }: FormatVerb, content: string): string {
  return precision === undefined || precision === 0 ? content : graphemesOf(content).slice(0, precision).join("");
}

function integer({ mode, flags, width = 0, precision }: FormatVerb, whole: bigint, base: number): string {
  const size = whole < 0n ? -whole : whole;
  const plain = mode === "X" ? size.toString(base).toUpperCase() : size.toString(base);
  if (whole === 0n && precision === 0) return "";
  const sign = whole < 0n ? "-" : plus(flags);
  const prefix = flags.includes("#") ? (basePrefixes[mode] ?? "") : "";
  const digits = plain.padStart(precision ?? 0, "0");
  const taken = sign.length + prefix.length;
  if (flags.includes("-")) return (sign + prefix + digits).padEnd(width);
  if (flags.includes("0") && precision === undefined) return sign + prefix + digits.padStart(width - taken, "0");
  return (sign + prefix + digits).padStart(width);
}

function floating({ mode, flags, width = 0, precision }: FormatVerb, value: HclNumber): string {
  const verb = mode.toLowerCase() as "e" | "f" | "g";
  const plain = formatNumber(value, verb, precision ?? (verb === "g" ? undefined : 6));
  const isInfinite = "infinite" in value;
  const unsigned = plain.replace(/^[+-]/, "");
  const shown = mode === verb || isInfinite ? unsigned : unsigned.toUpperCase();
  const positive = isInfinite ? (flags.includes(" ") ? " " : "+") : plus(flags);
  const sign = plain.startsWith("-") ? "-" : positive;
  // Unlike for integers zeros win over blanks behind.
  if (flags.includes("0") && !isInfinite) return sign + shown.padStart(width - sign.length, "0");
  return flags.includes("-") ? (sign + shown).padEnd(width) : (sign + shown).padStart(width);
}

function plus(flags: string): string {
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

function boolOf(value: Value): string {
  return String(value.kind === "bool" && value.isTrue);
}

function textOf(value: Value): string {
  return value.kind === "string" ? value.text : "";
}

function numberOf(value: Value): HclNumber {
  return value.kind === "number" ? value.number : zero;
}
