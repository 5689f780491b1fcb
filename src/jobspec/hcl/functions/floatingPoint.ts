import { add, fromDouble, type HclNumber, multiply, toDouble, zero } from "../values/number.js";

const ln2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10 };
const logarithm = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
] as const;
const taylor = [0.0001984126984126984, 0.001388888888888889, 0.008333333333333333, 0.041666666666666664, 1 / 6, 0.5, 1];
const ln2Parts = [0.693147180559663, 2.8235290563031577e-13] as const;

/** The natural logarithm with Go's last digits: the method of FreeBSD, without the refinements of JavaScript engines. */
export function naturalLogarithm(value: number): number {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) return Math.log(value);
  let [fraction, scale] = split(value);
  if (fraction < Math.SQRT1_2) {
    fraction *= 2;
    scale -= 1;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (logarithm[0] + s4 * (logarithm[2] + s4 * (logarithm[4] + s4 * logarithm[6])));
  const even = s4 * (logarithm[1] + s4 * (logarithm[3] + s4 * logarithm[5]));
  const half = 0.5 * f * f;
  return scale * ln2.high - (half - (s * (half + odd + even) + scale * ln2.low) - f);
}

/** Go's way to a power, whose last digits are not JavaScript's. */
export function power(base: number, exponent: number): number {
  const special = specialPower(base, exponent);
  if (special !== undefined) return special;
  let whole = Math.trunc(Math.abs(exponent));
  let fraction = Math.abs(exponent) - whole;
  if (fraction !== 0 && base < 0) return Number.NaN;
  if (whole >= 2 ** 63) return base === -1 ? 1 : Math.abs(base) < 1 === exponent > 0 ? 0 : Number.POSITIVE_INFINITY;
  let result = 1;
  if (fraction > 0.5) {
    fraction -= 1;
    whole += 1;
  }
  if (fraction !== 0) result = exponential(fraction * naturalLogarithm(base));
  let scale = 0;
  let [factor, factorScale] = split(base);
  for (let rest = BigInt(whole); rest !== 0n; rest >>= 1n) {
    if (factorScale < -4096 || factorScale > 4096) {
      scale += factorScale;
      break;
    }
    if ((rest & 1n) === 1n) {
      result *= factor;
      scale += factorScale;
    }
    factor *= factor;
    factorScale *= 2;
    if (factor < 0.5) {
      factor += factor;
      factorScale -= 1;
    }
  }
  return exponent < 0 ? scaled(1 / result, -scale) : scaled(result, scale);
}

function specialPower(base: number, exponent: number): number | undefined {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent)) {
    // JavaScript alone finds no power of 1 and -1 to infinity.
    return base === -1 && !Number.isFinite(exponent) ? 1 : base ** exponent;
  }
  if (exponent === 0.5) return Math.sqrt(base);
  return exponent === -0.5 ? 1 / Math.sqrt(base) : undefined;
}

/** A number as a fraction from 0.5 up to 1 and a power of 2. */
function split(value: number): readonly [number, number] {
  let fraction = value;
  let scale = 0;
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    scale += 1;
  }
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    scale -= 1;
  }
  return [fraction, scale];
}

function scaled(value: number, scale: number): number {
  const within = Math.max(-4200, Math.min(4200, scale));
  let result = value;
  let left = within;
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  for (; left < -1000; left += 1000) result *= 2 ** -1000;
  return result * 2 ** left;
}

/** e to a power as Go reckons it on today's processors, which multiply and add in one step. */
function exponential(value: number): number {
  if (!(Math.abs(value) < 1000)) return Math.exp(value);
  const scale = roundHalfEven(Math.LOG2E * value);
  const rest = fused(-scale, ln2Parts[1], fused(-scale, ln2Parts[0], value)) * 0.0625;
  const series = taylor.reduce((sum, factor) => fused(rest, sum, factor), 2.48015873015873e-5);
  let result = rest * series;
  for (let squaring = 0; squaring < 3; squaring++) result *= result + 2;
  return scaled(fused(result + 2, result, 1), scale);
}

/** A product and a sum, rounded once. */
function fused(left: number, right: number, addend: number): number {
  const product = multiply(exact(left), exact(right));
  const sum = "impossible" in product ? product : add(product, exact(addend));
  return "impossible" in sum ? Number.NaN : toDouble(sum);
}

/** With room for all bits of what is made of it. */
function exact(value: number): HclNumber {
  const known = fromDouble(value) ?? zero;
  return "infinite" in known ? known : { ...known, precision: 4096 };
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  const above = value - down;
  return above < 0.5 || (above === 0.5 && down % 2 === 0) ? down : down + 1;
}
