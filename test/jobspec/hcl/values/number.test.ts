import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  type Calculated,
  compare,
  divide,
  floor,
  fromDouble,
  fromInteger,
  type HclNumber,
  modulo,
  multiply,
  negate,
  subtract,
  toDouble,
  toInteger,
} from "../../../../src/jobspec/hcl/values/number.js";
import { formatNumber, numberText, parseNumber } from "../../../../src/jobspec/hcl/values/numberText.js";

function read(text: string): HclNumber {
  return parseNumber(text) ?? expect.unreachable(`${text} is no number`);
}

function shown(result: Calculated): string {
  return "impossible" in result ? result.impossible : numberText(result);
}

const third = `0.${"3".repeat(154)}5`;

describe("reading", () => {
  test.each([
    ["0", "0"],
    ["-0", "-0"],
    ["+5", "5"],
    ["007", "7"],
    ["1.50", "1.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1e3", "1000"],
    ["1.5E-3", "0.0015"],
    ["1p-3", "0.125"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["0.1", "0.1"],
    ["Inf", "+Inf"],
    ["-inf", "-Inf"],
  ])("%s is %s", (text, expected) => {
    expect(numberText(read(text))).toBe(expected);
  });

  test.each(["", " 1", "1_000", "0x10", "1e", "e1", ".", "NaN", "INF", "infinity", "1e3p2", "--1", "1e999999999"])(
    "%j is no number",
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );
});

describe("reckoning", () => {
  test.each<[string, Calculated, string]>([
    ["a third", divide(read("1"), read("3")), third],
    ["0.1 + 0.2", add(read("0.1"), read("0.2")), "0.3"],
    ["a big product", multiply(read("99999999999"), read("99999999999")), "9999999999800000000001"],
    ["a third of what functions count", divide(fromInteger(1), fromInteger(3)), "0.33333333333333333334"],
    ["1 / 0", divide(read("1"), read("0")), "+Inf"],
    ["-1 / 0", divide(read("-1"), read("0")), "-Inf"],
    ["1 / Inf", divide(read("1"), read("Inf")), "0"],
    ["0 / 0", divide(read("0"), read("0")), "can't divide zero by zero or infinity by infinity"],
    ["Inf - Inf", subtract(read("Inf"), read("Inf")), "can't subtract infinity from itself"],
    ["Inf + -Inf", add(read("Inf"), read("-Inf")), "can't compute sum of opposing infinities"],
    ["0 * Inf", multiply(read("0"), read("Inf")), "can't multiply zero by infinity"],
    ["0 * -1", multiply(read("0"), read("-1")), "-0"],
    ["7 % 3", modulo(read("7"), read("3")), "1"],
    ["-7 % 3", modulo(read("-7"), read("3")), "-1"],
    ["7.5 % 2", modulo(read("7.5"), read("2")), "1.5"],
    ["7 % 0", modulo(read("7"), read("0")), "7"],
    ["7 % Inf", modulo(read("7"), read("Inf")), "can't use modulo with zero and infinity"],
    ["beyond all measure", multiply(read("1e30000"), read("1e30000")), "+Inf"],
  ])("%s", (_, result, expected) => {
    expect(shown(result)).toBe(expected);
  });

  test("goes on with the greater precision", () => {
    expect(numberText(fromDouble(2 ** 0.5) ?? read("0"))).toBe("1.4142135623730951");
    expect(numberText(fromDouble(2 ** 100) ?? read("0"))).toBe("1267650600228229400000000000000");
    expect(shown(divide(fromInteger(1), read("3")))).toBe(third);
  });
});

describe("printing as printf does", () => {
  test.each<[string, "e" | "f" | "g", number | undefined, string]>([
    ["1234567", "g", undefined, "1.234567e+06"],
    ["123456", "g", undefined, "123456"],
    ["0.00001", "g", undefined, "1e-05"],
    ["100000", "g", 3, "1e+05"],
    ["0", "g", undefined, "0"],
    ["31415.9", "e", 6, "3.141590e+04"],
    ["9.996", "f", 2, "10.00"],
    ["0.125", "f", 2, "0.12"],
    ["0.375", "f", 2, "0.38"],
    ["0.004", "f", 2, "0.00"],
    ["2.5", "f", 0, "2"],
  ])("%s with %s and %s places is %s", (text, verb, places, expected) => {
    expect(formatNumber(read(text), verb, places)).toBe(expected);
  });
});

/** A fraction of whole numbers. */
interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/** The exact value, which is a whole number over a power of 2. */
function exactly(value: HclNumber): Ratio {
  if ("infinite" in value) return expect.unreachable("infinity");
  const { mantissa, exponent } = value;
  return exponent < 0
    ? { over: mantissa, under: 1n << BigInt(-exponent) }
    : { over: mantissa << BigInt(exponent), under: 1n };
}

/** Whether a result is the exact one to half of its last of 512 bits. */
function isNear(result: Calculated, exact: Ratio): boolean {
  if ("impossible" in result) return false;
  const { over, under } = exactly(result);
  const error = over * exact.under - exact.over * under;
  const size = exact.over * under;
  return (error < 0n ? -error : error) << 512n <= (size < 0n ? -size : size);
}

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: -60, max: 60 }))
  .map(([digits, power]) => `${digits}e${power}`);

describe("random numbers", () => {
  test("read back from what they print", () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const ratio = divide(read(left), read(right));
        if ("impossible" in ratio || "infinite" in ratio) return;
        expect(read(numberText(ratio))).toEqual(ratio);
      }),
    );
  });

  test("agree with exact fractions to half of the last bit", () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const [a, b] = [exactly(read(left)), exactly(read(right))];
        expect(
          isNear(add(read(left), read(right)), { over: a.over * b.under + b.over * a.under, under: a.under * b.under }),
        ).toBe(true);
        expect(isNear(multiply(read(left), read(right)), { over: a.over * b.over, under: a.under * b.under })).toBe(
          true,
        );
        const difference = a.over * b.under - b.over * a.under;
        expect(Math.sign(compare(read(left), read(right)))).toBe(difference === 0n ? 0 : difference > 0n ? 1 : -1);
      }),
    );
  });

  test("agree with whole numbers", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (left, right) => {
        expect(toInteger(fromInteger(left))).toBe(left);
        expect(numberText(fromInteger(left))).toBe(String(left));
        const whole = toInteger(floor(read(`${left}.5`)));
        expect(whole).toBe(left < 0n ? left - 1n : left);
        expect(compare(negate(fromInteger(right)), fromInteger(0))).toBeLessThan(0);
      }),
    );
  });

  test("agree with floating point", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (double) => {
        const value = fromDouble(double);
        expect(value === undefined ? undefined : toDouble(value)).toBe(double);
        if (Number.isFinite(double)) expect(toDouble(read(String(Math.abs(double))))).toBe(Math.abs(double));
      }),
    );
  });
});
