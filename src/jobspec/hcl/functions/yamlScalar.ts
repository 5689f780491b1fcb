import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import { fromInteger } from "../values/number.js";
import { parseNumber } from "../values/numberText.js";
import { bool, nothing, number, text, type Value } from "../values/value.js";
import { bytesOfBase64 } from "./bytes.js";
import { type Timestamp, timestampText, validTimestamp } from "./timestamp.js";

/** How a scalar is written. */
export type ScalarStyle = "plain" | "quoted" | "block";

/** Why a scalar has no value. */
export class ScalarProblem extends Error {}

const tagPrefix = "tag:yaml.org,2002:";
const tags: ReadonlySet<string> = new Set(
  ["str", "bool", "int", "float", "null", "timestamp", "binary"].map((name) => tagPrefix + name),
);
const bools: ReadonlyMap<string, boolean> = new Map([
  ...spellings(["y", "yes", "true", "on"], true),
  ...spellings(["n", "no", "false", "off"], false),
]);
const nulls: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);
const infinities = /^([+-]?)\.(?:inf|Inf|INF)$/;
const notNumbers: ReadonlySet<string> = new Set([".nan", ".NaN", ".NAN"]);
const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|([+-])(\d{2}):(\d{2})))|(?: +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?))?$/;

/** What a scalar means to go-cty's YAML: booleans and timestamps as in YAML 1.1, numbers as in 1.2. Spec 05 §6.5. */
export function scalarValue(content: string, style: ScalarStyle, tag: string | undefined): Value {
  if (tag !== undefined && !tags.has(tag)) throw new ScalarProblem(`unsupported tag ${goQuote(tag)}`);
  if (tag === undefined && style === "quoted") return text(content);
  const value = resolved(content, style, tag);
  if (style !== "block" || tag !== undefined) return value;
  // A block is a string, but of what it would mean if it were plain.
  const conversion = convert(value, "string");
  return conversion.ok ? conversion.value : value;
}

function resolved(content: string, style: ScalarStyle, tag: string | undefined): Value {
  const isText = tag === `${tagPrefix}str` || tag === `${tagPrefix}binary`;
  if (!isText && /^(?:$|[-+0-9yYnNtTfFoO~.])/.test(content)) {
    if (style === "quoted") return text(content);
    const known = knownWord(content);
    if (known !== undefined) return known;
    if (tag === undefined && notNumbers.has(content)) throw new ScalarProblem("floating point NaN is not supported");
    const implied = impliedValue(content, tag);
    if (implied !== undefined) return implied;
  }
  return tagged(content, tag);
}

function knownWord(content: string): Value | undefined {
  if (nulls.has(content)) return nothing;
  const word = bools.get(content);
  if (word !== undefined) return bool(word);
  const endless = infinities.exec(content);
  return endless === null ? undefined : number({ infinite: endless[1] === "-" ? -1 : 1 });
}

/** What looks like a number or a time. */
function impliedValue(content: string, tag: string | undefined): Value | undefined {
  if (content.startsWith(".")) {
    const parsed = parseNumber(content);
    return parsed === undefined ? undefined : number(parsed);
  }
  if (tag === undefined || tag === `${tagPrefix}timestamp`) {
    const time = timestampIn(content);
    if (time !== undefined) return text(timestampText(time));
  }
  if (integer.test(content)) return tagged(content, `${tagPrefix}int`);
  return float.test(content) ? tagged(content, `${tagPrefix}float`) : undefined;
}

function tagged(content: string, tag: string | undefined): Value {
  const wrong = (more = ""): never => {
    throw new ScalarProblem(`cannot parse ${goQuote(content)} as ${tag}${more}`);
  };
  switch (tag?.slice(tagPrefix.length)) {
    case "binary":
      return bytesOfBase64(content) === undefined ? wrong(": not valid base64") : text(content);
    case "bool":
      return bool(bools.get(content) ?? wrong());
    case "int":
    case "float":
      return numberIn(content) ?? wrong();
    case "timestamp":
      return text(timestampText(timestampIn(content) ?? wrong()));
    case "null":
      return nothing;
    default:
      return text(content);
  }
}

function numberIn(content: string): Value | undefined {
  const plain = content.replaceAll("_", "");
  const decimal = parseNumber(plain);
  if (decimal !== undefined) return number(decimal);
  const based = /^([+-]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.exec(plain);
  if (based === null) return undefined;
  const size = BigInt((based[2] ?? "0").toLowerCase());
  const isNegative = based[1] === "-";
  if (size >= 2n ** (isNegative ? 63n : 64n)) return undefined;
  return number(fromInteger(isNegative ? -size : size));
}

function timestampIn(content: string): Timestamp | undefined {
  const match = timestamp.exec(content);
  if (match === null) return undefined;
  const at = (group: number, other = group) => Number(match[group] ?? match[other] ?? 0);
  const offset = (match[7] === "-" ? -1 : 1) * (at(8) * 60 + at(9));
  return validTimestamp({
    year: at(1),
    month: at(2),
    day: at(3),
    hour: at(4, 10),
    minute: at(5, 11),
    second: at(6, 12),
    nanosecond: 0,
    offsetMinutes: offset,
  });
}

function spellings(words: readonly string[], meaning: boolean): readonly (readonly [string, boolean])[] {
  return words.flatMap((word) =>
    [word, (word[0] ?? "").toUpperCase() + word.slice(1), word.toUpperCase()].map((each) => [each, meaning] as const),
  );
}
