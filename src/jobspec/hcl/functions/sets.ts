import { convert } from "../values/convert.js";
import { Membership, set } from "../values/order.js";
import type { Type } from "../values/type.js";
import { unify } from "../values/unify.js";
import { list, tuple, typeOf, type Value } from "../values/value.js";
import { elementsOf } from "./arguments.js";
import { type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";
import { allowElements } from "./limits.js";

const anySet: Type = { kind: "set", of: "dynamic" };
const noCommonType = "all elements must be of the same type";
const firstSet: Parameter = { name: "first_set", type: anySet };
const otherSets: Parameter = { name: "other_sets", type: anySet };

/** Functions of sets. Spec 05 §6.5. */
export const setFunctions: readonly FunctionSpec[] = [
  {
    name: "setunion",
    parameters: [firstSet],
    variadic: otherSets,
    compute: (args) => {
      const { of, members } = alike(args);
      return set(of, members.flat());
    },
  },
  {
    name: "setintersection",
    parameters: [firstSet],
    variadic: otherSets,
    compute: (args) => {
      const { of, members } = alike(args);
      const [first = [], ...rest] = members;
      const others = rest.map(membership);
      return set(
        of,
        first.filter((element) => others.every((other) => other.has(element))),
      );
    },
  },
  {
    name: "setproduct",
    parameters: [],
    variadic: { name: "sets", type: "dynamic" },
    compute: product,
  },
];

/** The sets with elements of their common type; an empty one of any type has no say. */
function alike(args: readonly Value[]): { readonly of: Type; readonly members: readonly (readonly Value[])[] } {
  const types = args.flatMap((arg) => {
    const of = arg.kind === "set" ? arg.of : "dynamic";
    return of === "dynamic" && elementsOf(arg).length === 0 ? [] : [of];
  });
  const of = types.length === 0 ? "dynamic" : unify(types);
  if (of === undefined) return refuse("given sets must all have compatible element types");
  const members = args.map((arg, at) => {
    const conversion = convert(arg, { kind: "set", of });
    return conversion.ok ? elementsOf(conversion.value) : refuse(conversion.message, at);
  });
  allowElements(members.reduce((count, elements) => count + elements.length, 0));
  return { of, members };
}

function membership(elements: readonly Value[]): Membership {
  const members = new Membership();
  for (const element of elements) members.add(element);
  return members;
}

/** Lists and tuples make a list in their order, with a set among them the result is one. */
function product(args: readonly Value[]): Value {
  if (args.length < 2) refuse("at least two arguments are required");
  const types = args.map(elementType);
  const of: Type = { kind: "tuple", of: types };
  const total = args.reduce((count, arg) => count * elementsOf(arg).length, 1);
  allowElements(total * args.length);
  let rows: readonly (readonly Value[])[] = total === 0 ? [] : [[]];
  args.forEach((arg, at) => {
    const column = elementsOf(arg).map((element) => {
      const conversion = convert(element, types[at] ?? "dynamic");
      return conversion.ok ? conversion.value : refuse(conversion.message);
    });
    // Nulls among lists and maps leave no common type; the real command panics.
    if (total > 0 && types[at] === "dynamic" && column.some((each) => typeOf(each) !== "dynamic"))
      refuse(noCommonType, at);
    rows = rows.flatMap((row) => column.map((element) => [...row, element]));
  });
  const tuples = rows.map(tuple);
  return args.some((arg) => arg.kind === "set") ? set(of, tuples) : list(of, tuples);
}

function elementType(arg: Value, at: number): Type {
  if (arg.kind === "set" || arg.kind === "list") return arg.of;
  if (arg.kind !== "tuple") return refuse("a set or a list is required", at);
  if (arg.elements.length === 0) return "dynamic";
  return unify(arg.elements.map(typeOf)) ?? refuse(noCommonType, at);
}
