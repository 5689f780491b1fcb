import { goQuote } from "../values/goQuote.js";
import {
  absolute,
  ceil,
  compare,
  floor,
  fromDouble,
  fromInteger,
  type HclNumber,
  largestExponent,
  toDouble,
} from "../values/number.js";
import { typeName } from "../values/type.js";
import { number, typeOf, type Value } from "../values/value.js";
import { integerAt, numberAt, textAt, valueAt } from "./arguments.js";
import { naturalLogarithm, power } from "./floatingPoint.js";
import { type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";

const num: Parameter = { name: "num", type: "number" };
const numbers: Parameter = { name: "numbers", type: "number" };
const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const largestDouble = `${2n ** 1024n - 2n ** 971n}.000000`;

/** Functions of numbers. Spec 05 §6.5. */
export const numberFunctions: readonly FunctionSpec[] = [
  ofNumber("abs", absolute),
  ofNumber("ceil", ceil),
  ofNumber("floor", floor),
  {
    name: "signum",
    parameters: [num],
    compute: (args) => {
      const whole = integerAt(args, 0);
      return number(fromInteger(whole > 0n ? 1 : whole < 0n ? -1 : 0));
    },
  },
  extreme("max", (candidate, best) => compare(candidate, best) > 0),
  extreme("min", (candidate, best) => compare(candidate, best) < 0),
  {
    name: "log",
    parameters: [num, { name: "base", type: "number" }],
    compute: (args) => floating(naturalLogarithm(doubleAt(args, 0)) / naturalLogarithm(doubleAt(args, 1))),
  },
  {
    name: "pow",
    parameters: [num, { name: "power", type: "number" }],
    compute: (args) => floating(power(doubleAt(args, 0), doubleAt(args, 1))),
  },
  {
    name: "parseint",
    parameters: [
      { name: "number", type: "dynamic" },
      { name: "base", type: "number" },
    ],
    compute: parseInteger,
  },
];

function ofNumber(name: string, change: (value: HclNumber) => HclNumber): FunctionSpec {
  return { name, parameters: [num], compute: (args) => number(change(numberAt(args, 0))) };
}

function extreme(name: string, isBetter: (candidate: HclNumber, best: HclNumber) => boolean): FunctionSpec {
  return {
    name,
    parameters: [],
    variadic: numbers,
    compute: (args) => {
      if (args.length === 0) refuse("must pass at least one number");
      return number(
        args.map((_, at) => numberAt(args, at)).reduce((best, next) => (isBetter(next, best) ? next : best)),
      );
    },
  };
}

function doubleAt(args: readonly Value[], at: number): number {
  const exact = numberAt(args, at);
  const double = toDouble(exact);
  if (Number.isFinite(double) || "infinite" in exact) return double;
  return refuse(`value must be between -${largestDouble} and ${largestDouble} inclusive`);
}

/** The real command panics where there is no result. Spec 05 §6.5. */
function floating(result: number): Value {
  return number(fromDouble(result) ?? refuse("the result is not a number"));
}

function parseInteger(args: readonly Value[]): Value {
  const given = typeOf(valueAt(args, 0));
  if (given !== "string") refuse(`first argument must be a string, not ${typeName(given)}`, 0);
  const base = integerAt(args, 1, (problem) => refuse(problem, 1));
  if (base < 2n || base > 62n) refuse("base must be a whole number between 2 and 62 inclusive", 1);
  const content = textAt(args, 0);
  const value = integerIn(content, Number(base));
  if (value === undefined) refuse(`cannot parse ${goQuote(content)} as a base ${base} integer`, 0);
  return number(fromInteger(value));
}

/** Up to base 36 letters may have either case. */
function integerIn(content: string, base: number): bigint | undefined {
  const [, sign = "", rest = ""] = /^([+-]?)(.*)$/s.exec(content) ?? [];
  if (rest === "") return undefined;
  if (rest.length * Math.log2(base) > largestExponent) refuse("the number has more digits than Coalmine reads", 0);
  let value = 0n;
  for (const letter of base <= 36 ? rest.toLowerCase() : rest) {
    const digit = digits.indexOf(letter);
    if (digit < 0 || digit >= base) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return sign === "-" ? -value : value;
}
