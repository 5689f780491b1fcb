import { convert } from "../values/convert.js";
import { add, compare, fromInteger, type HclNumber, toInteger, zero } from "../values/number.js";
import { distinct, isEqual } from "../values/order.js";
import { type Type, typeName } from "../values/type.js";
import { unify } from "../values/unify.js";
import { bool, list, number, tuple, typeOf, type Value } from "../values/value.js";
import { elementsOf, integerAt, notWhole, numberAt, textAt, valueAt } from "./arguments.js";
import { type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";
import { allowElements } from "./limits.js";

const anyList: Parameter = { name: "list", type: { kind: "list", of: "dynamic" } };
const anything: Parameter = { name: "list", type: "dynamic" };
const longestRange = 1024;

/** Functions of lists, tuples and sets. Spec 05 §6.5. */
export const sequenceFunctions: readonly FunctionSpec[] = [
  { name: "chunklist", parameters: [anyList, { name: "size", type: "number" }], compute: chunks },
  {
    name: "coalescelist",
    parameters: [],
    variadic: { name: "vals", type: "dynamic", allowsNull: true, allowsDynamic: true },
    compute: firstFilled,
  },
  {
    name: "compact",
    parameters: [{ name: "list", type: { kind: "list", of: "string" } }],
    compute: ([given]) =>
      list(
        "string",
        elementsOf(given).filter((each) => each.kind === "string" && each.text !== ""),
      ),
  },
  { name: "concat", parameters: [], variadic: { name: "seqs", type: "dynamic" }, compute: concat },
  {
    name: "contains",
    parameters: [anything, { name: "value", type: "dynamic", allowsNull: true }],
    compute: contains,
  },
  {
    name: "distinct",
    parameters: [anyList],
    compute: (args) => {
      const given = valueAt(args, 0);
      return given.kind === "list" ? list(given.of, distinct(given.elements)) : given;
    },
  },
  { name: "element", parameters: [anything, { name: "index", type: "number" }], compute: element },
  { name: "flatten", parameters: [anything], compute: flatten },
  {
    name: "index",
    parameters: [
      { name: "collection", type: "dynamic" },
      { name: "key", type: "dynamic" },
    ],
    compute: index,
  },
  { name: "length", parameters: [{ name: "collection", type: "dynamic" }], compute: length },
  { name: "range", parameters: [], variadic: { name: "params", type: "number" }, compute: range },
  {
    name: "slice",
    parameters: [anything, { name: "start_index", type: "number" }, { name: "end_index", type: "number" }],
    compute: slice,
  },
];

/** A size of 0 makes one chunk. */
function chunks(args: readonly Value[]): Value {
  const given = valueAt(args, 0);
  const size = Number(integerAt(args, 1, (problem) => refuse(`invalid size: ${problem}`)));
  if (size < 0) refuse("the size argument must be positive");
  const type = typeOf(given);
  const elements = elementsOf(given);
  const of = given.kind === "list" ? given.of : "dynamic";
  const output: Value[] = [];
  const step = size === 0 ? elements.length : size;
  for (let at = 0; at < elements.length; at += step) output.push(list(of, elements.slice(at, at + step)));
  return list(type, output);
}

function firstFilled(args: readonly Value[]): Value {
  if (args.length === 0) refuse("at least one argument is required");
  if (args.some((arg) => !isSequence(typeOf(arg)))) refuse("coalescelist arguments must be lists or tuples");
  return args.find((arg) => elementsOf(arg).length > 0) ?? refuse("no non-null arguments");
}

/** Lists with a common type make a list, everything else a tuple. */
function concat(args: readonly Value[]): Value {
  if (args.length === 0) refuse("at least one argument is required");
  const types = args.map(typeOf);
  allowElements(args.reduce((count, arg) => count + elementsOf(arg).length, 0));
  const common = types.every((type) => isKind(type, "list")) ? unify(types) : undefined;
  if (common !== undefined && typeof common !== "string" && common.kind === "list") {
    const elements = args.flatMap((arg, at) => {
      const conversion = convert(arg, common);
      return conversion.ok ? elementsOf(conversion.value) : refuse(conversion.message, at);
    });
    return list(common.of, elements);
  }
  types.forEach((type, at) => {
    if (!isSequence(type)) refuse(`all arguments must be lists or tuples; got ${typeName(type)}`, at);
  });
  return tuple(args.flatMap(elementsOf));
}

function contains(args: readonly Value[]): Value {
  const [given, wanted] = [valueAt(args, 0), valueAt(args, 1)];
  if (!isSequence(typeOf(given)) && given.kind !== "set") refuse("argument must be list, tuple, or set");
  return bool(elementsOf(given).some((each) => isEqual(wanted, each) === true));
}

/** Counts on from the start when the list is at its end, also backwards. */
function element(args: readonly Value[]): Value {
  const given = valueAt(args, 0);
  if (!isSequence(typeOf(given))) refuse(`cannot read elements from ${typeName(typeOf(given))}`);
  const at = integerAt(args, 1, (problem) => refuse(`invalid index: ${problem}`));
  const elements = elementsOf(given);
  if (elements.length === 0) refuse("cannot use element function with an empty list");
  return elements.at(Number(at % BigInt(elements.length))) ?? refuse("invalid index");
}

function flatten([given]: readonly Value[]): Value {
  if (given === undefined || !("elements" in given)) refuse("can only flatten lists, sets and tuples");
  const output: Value[] = [];
  const walk = (sequence: Value): void => {
    for (const each of elementsOf(sequence)) {
      if ("elements" in each) walk(each);
      else allowElements(output.push(each));
    }
  };
  walk(given);
  return tuple(output);
}

/** Unlike elsewhere it takes a key and answers the element. */
function index(args: readonly Value[]): Value {
  const [given, key] = [valueAt(args, 0), valueAt(args, 1)];
  switch (given.kind) {
    case "tuple": {
      if (key.kind !== "number") refuse("key for tuple must be number");
      const at = integerAt(args, 1, () => refuse(`invalid key for tuple: ${notWhole}`));
      const found = at < 0n ? undefined : given.elements[Number(at)];
      return found ?? refuse(`key must be between 0 and ${given.elements.length} inclusive`);
    }
    case "list": {
      if (key.kind !== "number") refuse("key for list must be number");
      const at = toInteger(key.number) ?? -1n;
      return (at < 0n ? undefined : given.elements[Number(at)]) ?? refuse("invalid index");
    }
    case "map":
      if (key.kind !== "string") refuse("key for map must be string");
      return given.members.get(textAt(args, 1)) ?? refuse("invalid index");
    default:
      return refuse("collection must be a list, a map or a tuple");
  }
}

function length([given]: readonly Value[]): Value {
  if (given !== undefined && "elements" in given) return number(fromInteger(given.elements.length));
  if (given?.kind === "map") return number(fromInteger(given.members.size));
  return refuse("collection must be a list, a map or a tuple");
}

function range(args: readonly Value[]): Value {
  if (args.length < 1 || args.length > 3) refuse("must have one, two, or three arguments");
  const [first, second] = [numberAt(args, 0), numberAt(args, 1)];
  const [start, end] = args.length === 1 ? [zero, first] : [first, second];
  const step = args.length === 3 ? numberAt(args, 2) : fromInteger(compare(end, start) < 0 ? -1 : 1);
  const isDown = compare(step, zero) < 0;
  if (isDown && compare(end, start) > 0) refuse("end must be less than start when step is negative", 1);
  if (!isDown && compare(end, start) < 0) refuse("end must be greater than start when step is positive", 1);
  const output: Value[] = [];
  for (let next = start; isDown ? compare(next, end) > 0 : compare(next, end) < 0; next = sum(next, step)) {
    if (output.length >= longestRange) {
      refuse(
        `more than ${longestRange} values were generated; either decrease the difference between start and end or use a smaller step`,
      );
    }
    output.push(number(next));
  }
  return list("number", output);
}

function sum(left: HclNumber, right: HclNumber): HclNumber {
  const result = add(left, right);
  return "impossible" in result ? refuse(result.impossible) : result;
}

function slice(args: readonly Value[]): Value {
  const given = valueAt(args, 0);
  if (given.kind === "set") {
    refuse(
      "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important",
      0,
    );
  }
  if (given.kind !== "list" && given.kind !== "tuple") return refuse("must be a list or tuple value", 0);
  const start = bound(args, 1, "start", given.elements.length);
  const end = bound(args, 2, "end", given.elements.length);
  if (start > end) refuse("start index must not be greater than end index", 1);
  const elements = given.elements.slice(start, end);
  return given.kind === "tuple" ? tuple(elements) : list(given.of, elements);
}

function bound(args: readonly Value[], at: number, which: string, most: number): number {
  const whole = integerAt(args, at, (problem) => refuse(`invalid ${which} index: ${problem}`, at));
  if (whole < 0n) refuse(`${which} index must not be less than zero`, at);
  if (whole > BigInt(most)) refuse(`${which} index must not be greater than the length of the list`, at);
  return Number(whole);
}

function isSequence(type: Type): boolean {
  return isKind(type, "list") || isKind(type, "tuple");
}

function isKind(type: Type, kind: "list" | "tuple"): boolean {
  return typeof type !== "string" && type.kind === kind;
}
