/**
 * A number of a job file: Go's `big.Float`, as HCL computes with it. A finite one is `mantissa × 2^exponent`, its mantissa odd or
 * 0. Literals have a precision of 512 bits, what functions count has 64 and what they take from floating point has 53: it decides
 * how a result is rounded and how many digits it prints. Spec 05 §6.5.
 */
export type HclNumber = Finite | { readonly infinite: 1 | -1 };

interface Finite {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
  /** Go tells -0 from 0, and prints it so. */
  readonly isNegativeZero?: true;
}

/** What an operation comes to, or why it comes to nothing. */
export type Calculated = HclNumber | { readonly impossible: string };

/** The precision of literals and of what is read from text. */
export const standardPrecision = 512;
const integerPrecision = 64;
const doublePrecision = 53;

/** Go goes on to 2^31. Beyond this one nothing is a number that somebody wrote down, and its digits fill the memory. */
export const largestExponent = 1 << 17;

export const zero: HclNumber = fromInteger(0);

/** A whole number as functions count; it is never rounded. */
export function fromInteger(value: number | bigint): HclNumber {
  const exact = BigInt(value);
  return rounded(exact, 0, Math.max(integerPrecision, bitLength(exact < 0n ? -exact : exact)));
}

/** A number of floating point; undefined for one that is not a number. */
export function fromDouble(value: number): HclNumber | undefined {
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) return { infinite: value > 0 ? 1 : -1 };
  if (Object.is(value, -0)) return zeroOf(true, doublePrecision);
  let exponent = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent -= 1;
  }
  return rounded(BigInt(scaled), exponent, doublePrecision);
}

/** The exact whole number; undefined for a fraction and for infinity. */
export function toInteger(value: HclNumber): bigint | undefined {
  if ("infinite" in value || value.exponent < 0) return undefined;
  return value.mantissa << BigInt(value.exponent);
}

/** The nearest number of floating point. */
export function toDouble(value: HclNumber): number {
  if ("infinite" in value) return value.infinite * Number.POSITIVE_INFINITY;
  if (value.mantissa === 0n) return value.isNegativeZero ? -0 : 0;
  // Below the smallest normal number fewer bits are left.
  const highest = bitLength(magnitude(value.mantissa)) + value.exponent;
  if (highest > 1024) return signOf(value) * Number.POSITIVE_INFINITY;
  if (highest < -1074) return signOf(value) * 0;
  const near = rounded(value.mantissa, value.exponent, Math.max(1, Math.min(doublePrecision, highest + 1074)));
  if ("infinite" in near) return near.infinite * Number.POSITIVE_INFINITY;
  const half = Math.trunc(near.exponent / 2);
  return Number(near.mantissa) * 2 ** half * 2 ** (near.exponent - half);
}

export function add(left: HclNumber, right: HclNumber): Calculated {
  return sum(left, right) ?? { impossible: "can't compute sum of opposing infinities" };
}

export function subtract(left: HclNumber, right: HclNumber): Calculated {
  return sum(left, negate(right)) ?? { impossible: "can't subtract infinity from itself" };
}

export function multiply(left: HclNumber, right: HclNumber): Calculated {
  if ("infinite" in left || "infinite" in right) {
    const sign = signOf(left) * signOf(right);
    return sign === 0 ? { impossible: "can't multiply zero by infinity" } : { infinite: sign > 0 ? 1 : -1 };
  }
  return product(left, right, Math.max(left.precision, right.precision));
}

export function divide(left: HclNumber, right: HclNumber): Calculated {
  const isNegative = isBelowZero(left) !== isBelowZero(right);
  const impossible = { impossible: "can't divide zero by zero or infinity by infinity" };
  if ("infinite" in left) return "infinite" in right ? impossible : { infinite: isNegative ? -1 : 1 };
  if ("infinite" in right) return zeroOf(isNegative, left.precision);
  if (right.mantissa === 0n) return left.mantissa === 0n ? impossible : { infinite: isNegative ? -1 : 1 };
  return quotient(left, right, Math.max(left.precision, right.precision));
}

/** What is left of a division that stops at the whole number next to zero; anything modulo 0 is itself. */
export function modulo(left: HclNumber, right: HclNumber): Calculated {
  if ("infinite" in left || "infinite" in right) return { impossible: "can't use modulo with zero and infinity" };
  if (right.mantissa === 0n) return left;
  const ratio = quotient(left, right, Math.max(left.precision, right.precision));
  if ("infinite" in ratio) return ratio;
  const times = rounded(truncated(ratio), 0, left.precision);
  if ("infinite" in times) return times;
  return subtract(left, product(right, times, left.precision));
}

export function negate(value: HclNumber): HclNumber {
  if ("infinite" in value) return { infinite: value.infinite > 0 ? -1 : 1 };
  if (value.mantissa === 0n) return zeroOf(value.isNegativeZero === undefined, value.precision);
  return { ...value, mantissa: -value.mantissa };
}

export function absolute(value: HclNumber): HclNumber {
  return isBelowZero(value) ? negate(value) : value;
}

/** Below 0, 0 or above 0, as `Array.sort` wants it. */
export function compare(left: HclNumber, right: HclNumber): number {
  const sign = signOf(left) - signOf(right);
  if (sign !== 0 || "infinite" in left || "infinite" in right) {
    return sign !== 0 ? sign : Number("infinite" in left) * signOf(left) - Number("infinite" in right) * signOf(right);
  }
  const low = Math.min(left.exponent, right.exponent);
  const difference = (left.mantissa << BigInt(left.exponent - low)) - (right.mantissa << BigInt(right.exponent - low));
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

/** The greatest whole number that is not above. */
export function floor(value: HclNumber): HclNumber {
  if ("infinite" in value || (value.exponent >= 0 && value.mantissa !== 0n)) return value;
  const whole = truncated(value);
  return rounded(value.mantissa < 0n ? whole - 1n : whole, 0, value.precision);
}

/** The smallest whole number that is not below. */
export function ceil(value: HclNumber): HclNumber {
  if ("infinite" in value || (value.exponent >= 0 && value.mantissa !== 0n)) return value;
  const whole = truncated(value);
  return rounded(value.mantissa > 0n ? whole + 1n : whole, 0, value.precision);
}

/** -1, 0 or 1. */
function signOf(value: HclNumber): number {
  if ("infinite" in value) return value.infinite;
  return value.mantissa === 0n ? 0 : value.mantissa > 0n ? 1 : -1;
}

/** A mantissa of any length at a precision, halves to the even neighbour. `hasMore` says that the exact one is a bit larger. */
export function rounded(mantissa: bigint, exponent: number, precision: number, hasMore = false): HclNumber {
  if (mantissa === 0n) return zeroOf(false, precision);
  let size = magnitude(mantissa);
  let scale = exponent;
  const excess = bitLength(size) - precision;
  if (excess > 0) {
    const cut = size & ((1n << BigInt(excess)) - 1n);
    const half = 1n << BigInt(excess - 1);
    size >>= BigInt(excess);
    scale += excess;
    if (cut > half || (cut === half && (hasMore || (size & 1n) === 1n))) size += 1n;
  }
  const zeros = trailingZeros(size);
  size >>= BigInt(zeros);
  scale += zeros;
  const highest = scale + bitLength(size);
  if (highest > largestExponent) return { infinite: mantissa > 0n ? 1 : -1 };
  if (highest < -largestExponent) return zeroOf(mantissa < 0n, precision);
  return { mantissa: mantissa < 0n ? -size : size, exponent: scale, precision };
}

export function product(left: Finite, right: Finite, precision: number): HclNumber {
  const exact = left.mantissa * right.mantissa;
  if (exact === 0n) return zeroOf(isBelowZero(left) !== isBelowZero(right), precision);
  return rounded(exact, left.exponent + right.exponent, precision);
}

export function quotient(left: Finite, right: Finite, precision: number): HclNumber {
  const isNegative = isBelowZero(left) !== isBelowZero(right);
  if (left.mantissa === 0n) return zeroOf(isNegative, precision);
  const dividend = magnitude(left.mantissa);
  const divisor = magnitude(right.mantissa);
  const shift = Math.max(0, precision + 2 + bitLength(divisor) - bitLength(dividend));
  const shifted = dividend << BigInt(shift);
  const whole = shifted / divisor;
  const exponent = left.exponent - right.exponent - shift;
  return rounded(isNegative ? -whole : whole, exponent, precision, whole * divisor !== shifted);
}

/** How many bits a mantissa has. */
export function bitLength(size: bigint): number {
  if (size === 0n) return 0;
  const digits = size.toString(16);
  return digits.length * 4 - Math.clz32(Number.parseInt(digits[0] ?? "0", 16)) + 28;
}

export function magnitude(mantissa: bigint): bigint {
  return mantissa < 0n ? -mantissa : mantissa;
}

/** Whether a minus is printed: also before -0. */
export function isBelowZero(value: HclNumber): boolean {
  return "infinite" in value ? value.infinite < 0 : value.mantissa < 0n || value.isNegativeZero === true;
}

function sum(left: HclNumber, right: HclNumber): HclNumber | undefined {
  if ("infinite" in left) return "infinite" in right && left.infinite !== right.infinite ? undefined : left;
  if ("infinite" in right) return right;
  const precision = Math.max(left.precision, right.precision);
  if (left.mantissa === 0n && right.mantissa === 0n) {
    return zeroOf(isBelowZero(left) && isBelowZero(right), precision);
  }
  const low = Math.min(left.exponent, right.exponent);
  const exact = (left.mantissa << BigInt(left.exponent - low)) + (right.mantissa << BigInt(right.exponent - low));
  return rounded(exact, low, precision);
}

function truncated(value: Finite): bigint {
  if (value.exponent >= 0) return value.mantissa << BigInt(value.exponent);
  const whole = magnitude(value.mantissa) >> BigInt(-value.exponent);
  return value.mantissa < 0n ? -whole : whole;
}

function zeroOf(isNegative: boolean, precision: number): HclNumber {
  return isNegative
    ? { mantissa: 0n, exponent: 0, precision, isNegativeZero: true }
    : { mantissa: 0n, exponent: 0, precision };
}

function trailingZeros(size: bigint): number {
  let zeros = 0;
  let rest = size;
  while ((rest & 0xffff_ffffn) === 0n) {
    rest >>= 32n;
    zeros += 32;
  }
  const low = Number(rest & 0xffff_ffffn);
  return zeros + 31 - Math.clz32(low & -low);
}
