import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import { isSameType, type Type, typeName } from "../values/type.js";
import { list, map, object, text, tuple, typeOf, type Value } from "../values/value.js";
import { elementsOf, membersOf, textAt, valueAt } from "./arguments.js";
import { type FunctionSpec, refuse } from "./functionSpec.js";
import { allowElements } from "./limits.js";

const noAttributes: Type = { kind: "object", of: new Map() };

/** Functions of maps and objects. Spec 05 §6.5. */
export const mappingFunctions: readonly FunctionSpec[] = [
  { name: "keys", parameters: [{ name: "inputMap", type: "dynamic" }], compute: keys },
  { name: "values", parameters: [{ name: "mapping", type: "dynamic" }], compute: values },
  {
    name: "lookup",
    parameters: [
      { name: "inputMap", type: "dynamic" },
      { name: "key", type: "string" },
      { name: "default", type: "dynamic" },
    ],
    compute: lookup,
  },
  {
    name: "merge",
    parameters: [],
    variadic: { name: "maps", type: "dynamic", allowsNull: true, allowsDynamic: true },
    compute: merge,
  },
  {
    name: "zipmap",
    parameters: [
      { name: "keys", type: { kind: "list", of: "string" } },
      { name: "values", type: "dynamic" },
    ],
    compute: zipmap,
  },
];

function keys(args: readonly Value[]): Value {
  const given = valueAt(args, 0);
  const names = [...membersOf(given).keys()].map(text);
  if (given.kind === "object") return tuple(names);
  return given.kind === "map" ? list("string", names) : refuse("must have map or object type", 0);
}

function values(args: readonly Value[]): Value {
  const given = valueAt(args, 0);
  const members = [...membersOf(given).values()];
  if (given.kind === "object") return tuple(members);
  return given.kind === "map" ? list(given.of, members) : refuse("values() requires a map as the first argument");
}

/** In a map the default must fit the elements; an object answers it as it is. */
function lookup(args: readonly Value[]): Value {
  const [given, fallback] = [valueAt(args, 0), valueAt(args, 2)];
  const found = membersOf(given).get(textAt(args, 1));
  if (given.kind === "object") return found ?? fallback;
  if (given.kind !== "map") return refuse("lookup() requires a map as the first argument", 0);
  const conversion = convert(fallback, given.of);
  if (!conversion.ok) return refuse("the default value must have the same type as the map elements", 2);
  return found ?? conversion.value;
}

/** Later members win. Arguments of one type keep it, others make an object. */
function merge(args: readonly Value[]): Value {
  const members = new Map<string, Value>();
  const types = args.map(typeOf);
  // Behind a null of no type only what can be merged is looked at.
  const open = types.indexOf("dynamic");
  types.forEach((type, at) => {
    if (type === "dynamic" || (typeof type !== "string" && (type.kind === "map" || type.kind === "object"))) return;
    if (open >= 0 && open < at && elementsOf(args[at]).length === 0 && typeof type !== "string") return;
    refuse(`arguments must be maps or objects, got ${goQuote(typeName(type))}`);
  });
  for (const arg of args) for (const [name, member] of membersOf(arg)) members.set(name, member);
  allowElements(members.size);
  const shown = types.map((type, at) =>
    args[at]?.kind === "null" && typeof type !== "string" && type.kind === "object" ? noAttributes : type,
  );
  const [first = noAttributes] = shown;
  const areSame = open < 0 && shown.every((type) => isSameType(type, first));
  return areSame && typeof first !== "string" && first.kind === "map" ? map(first.of, members) : object(members);
}

function zipmap(args: readonly Value[]): Value {
  const [names, given] = [elementsOf(args[0]), valueAt(args, 1)];
  if (given.kind !== "list" && given.kind !== "tuple") return refuse("values argument must be a list or tuple value");
  const { elements } = given;
  if (names.length !== elements.length) {
    refuse(`number of keys (${names.length}) does not match number of values (${elements.length})`);
  }
  const members = elements.map((member, at) => {
    const name = names[at];
    return name?.kind === "string" ? ([name.text, member] as const) : refuse(`keys list has null value at index ${at}`);
  });
  return given.kind === "tuple" ? object(members) : map(given.of, members);
}
