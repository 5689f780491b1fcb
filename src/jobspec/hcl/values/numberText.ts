import {
  bitLength,
  type HclNumber,
  isBelowZero,
  largestExponent,
  magnitude,
  product,
  quotient,
  rounded,
  standardPrecision,
} from "./number.js";

/** The digits of a number: `0.digits × 10^point`, without zeros at the end. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

type Finite = Exclude<HclNumber, { readonly infinite: 1 | -1 }>;

const literal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([eEpP])([+-]?\d+))?$/;
const infinity = /^([+-]?)(?:Inf|inf)$/;

/**
 * Reads a number as HCL reads its literals and converts its strings: a decimal number, also with an exponent of 10 (`e`) or 2 (`p`),
 * or `Inf`. No blanks, no other base, no `_`.
 *
 * @returns Undefined for anything else, and for what lies beyond all measure.
 */
export function parseNumber(text: string): HclNumber | undefined {
  const endless = infinity.exec(text);
  if (endless !== null) return { infinite: endless[1] === "-" ? -1 : 1 };
  const match = literal.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", after = "", only = "", base = "", power = "0"] = match;
  const fraction = after || only;
  if (whole.length + fraction.length > largestExponent) return undefined;
  const size = BigInt(whole + fraction);
  const powerOf10 = (base.toLowerCase() === "e" ? Number(power) : 0) - fraction.length;
  const powerOf2 = base.toLowerCase() === "p" ? Number(power) : 0;
  if (size === 0n) return rounded0(sign === "-");
  if (Math.abs(powerOf10) > largestExponent || Math.abs(powerOf2) > largestExponent) return undefined;
  const value = scaled(sign === "-" ? -size : size, powerOf10 + powerOf2, powerOf10);
  return "infinite" in value ? undefined : value;
}

/** The shortest decimal that reads back as the same number at its precision, never with an exponent; `+Inf`. Spec 05 §6.5. */
export function numberText(value: HclNumber): string {
  return formatNumber(value, "f", undefined);
}

/**
 * A number as Go's `%f`, `%e` and `%g` print it; without a number of places as many as it takes to read back the same.
 */
export function formatNumber(value: HclNumber, verb: "e" | "f" | "g", places: number | undefined): string {
  if ("infinite" in value) return value.infinite > 0 ? "+Inf" : "-Inf";
  const sign = isBelowZero(value) ? "-" : "";
  if (verb === "f" && places === undefined && isShortInteger(value)) {
    return `${sign}${magnitude(value.mantissa) << BigInt(value.exponent)}`;
  }
  const exact = decimalOf(magnitude(value.mantissa), value.exponent);
  if (places === undefined) {
    const shortest = roundShortest(exact, value);
    return sign + layOut(shortest, verb, shortestPlaces(shortest, verb), 6);
  }
  if (verb === "f") return sign + fixed(round(exact, exact.point + places), places);
  if (verb === "e") return sign + scientific(round(exact, places + 1), places);
  const significant = places === 0 ? 1 : places;
  const near = round(exact, significant);
  const { length } = near.digits;
  return sign + layOut(near, verb, significant, significant > length && length >= near.point ? length : significant);
}

/** Go multiplies with a power of 5 that is itself rounded once it no longer fits into 576 bits. */
function scaled(size: bigint, powerOf2: number, powerOf5: number): HclNumber {
  if (powerOf5 === 0) return rounded(size, powerOf2, standardPrecision);
  const exact: Finite = { mantissa: size, exponent: powerOf2, precision: standardPrecision };
  const factor = powerOfFive(Math.abs(powerOf5), standardPrecision + 64);
  return powerOf5 < 0 ? quotient(exact, factor, standardPrecision) : product(exact, factor, standardPrecision);
}

function powerOfFive(power: number, precision: number): Finite {
  const direct = Math.min(power, 27);
  let result = finite(rounded(5n ** BigInt(direct), 0, precision));
  let factor = finite(rounded(5n, 0, precision + 64));
  for (let rest = power - direct; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) result = finite(product(result, factor, precision));
    if (rest > 1) factor = finite(product(factor, factor, precision + 64));
  }
  return result;
}

function finite(value: HclNumber): Finite {
  if ("infinite" in value) throw new RangeError("a power of 5 beyond all measure");
  return value;
}

function rounded0(isNegative: boolean): HclNumber {
  const plain = { mantissa: 0n, exponent: 0, precision: standardPrecision };
  return isNegative ? { ...plain, isNegativeZero: true } : plain;
}

/** A whole number that its precision holds exactly has no shorter form. */
function isShortInteger(value: Finite): boolean {
  return value.exponent >= 0 && bitLength(magnitude(value.mantissa)) + value.exponent <= value.precision;
}

function decimalOf(size: bigint, exponent: number): Decimal {
  const all = exponent >= 0 ? size << BigInt(exponent) : size * 5n ** BigInt(-exponent);
  if (all === 0n) return { digits: "", point: 0 };
  const digits = all.toString();
  return { digits: digits.replace(/0+$/, ""), point: digits.length + Math.min(exponent, 0) };
}

/** The fewest digits that lie nearer to the number than to its neighbours, as Go finds them. */
function roundShortest(exact: Decimal, value: Finite): Decimal {
  if (exact.digits === "") return exact;
  const shift = value.precision + 1 - bitLength(magnitude(value.mantissa));
  const size = magnitude(value.mantissa) << BigInt(shift);
  const lower = decimalOf(size - 1n, value.exponent - shift);
  const upper = decimalOf(size + 1n, value.exponent - shift);
  // The bounds themselves read back as the number if its last bit is even.
  const isInclusive = (size & 2n) === 0n;
  for (let at = 0; at < exact.digits.length; at++) {
    const digit = digitAt(exact, at);
    const above = digitAt(upper, at);
    const mayCut = digitAt(lower, at) !== digit || (isInclusive && at + 1 === lower.digits.length);
    const mayRaise = digit !== above && (isInclusive || digit + 1 < above || at + 1 < upper.digits.length);
    if (mayCut && mayRaise) return round(exact, at + 1);
    if (mayCut) return cut(exact, at + 1);
    if (mayRaise) return raise(exact, at + 1);
  }
  return exact;
}

function digitAt(decimal: Decimal, at: number): number {
  return Number(decimal.digits[at] ?? "0");
}

/** To a number of digits, halves to the even neighbour. */
function round(decimal: Decimal, count: number): Decimal {
  if (count < 0) return { digits: "", point: 0 };
  if (count >= decimal.digits.length) return decimal;
  const next = digitAt(decimal, count);
  const isHalf = next === 5 && count + 1 === decimal.digits.length;
  const goesUp = isHalf ? count > 0 && digitAt(decimal, count - 1) % 2 === 1 : next >= 5;
  return goesUp ? raise(decimal, count) : cut(decimal, count);
}

function cut(decimal: Decimal, count: number): Decimal {
  const digits = decimal.digits.slice(0, count).replace(/0+$/, "");
  return { digits, point: digits === "" ? 0 : decimal.point };
}

function raise(decimal: Decimal, count: number): Decimal {
  const kept = decimal.digits.slice(0, count).replace(/9+$/, "");
  if (kept === "") return { digits: "1", point: decimal.point + 1 };
  return { digits: kept.slice(0, -1) + String(Number(kept.slice(-1)) + 1), point: decimal.point };
}

function shortestPlaces({ digits, point }: Decimal, verb: "e" | "f" | "g"): number {
  if (verb === "f") return Math.max(digits.length - point, 0);
  return verb === "e" ? digits.length - 1 : digits.length;
}

/** `%g` takes an exponent for what is small, and for what has more digits before the point than `limit`. */
function layOut(decimal: Decimal, verb: "e" | "f" | "g", places: number, limit: number): string {
  if (verb === "f") return fixed(decimal, places);
  if (verb === "e") return scientific(decimal, places);
  const { digits, point } = decimal;
  if (point - 1 < -4 || point - 1 >= limit) return scientific(decimal, Math.min(places, digits.length) - 1);
  return fixed(decimal, Math.max((places > point ? digits.length : places) - point, 0));
}

function fixed({ digits, point }: Decimal, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (places === 0) return whole;
  const fraction = "0".repeat(Math.min(Math.max(-point, 0), places)) + digits.slice(Math.max(point, 0));
  return `${whole}.${fraction.slice(0, places).padEnd(places, "0")}`;
}

function scientific({ digits, point }: Decimal, places: number): string {
  const fraction = places > 0 ? `.${digits.slice(1, places + 1).padEnd(places, "0")}` : "";
  const power = digits === "" ? 0 : point - 1;
  return `${digits[0] ?? "0"}${fraction}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
