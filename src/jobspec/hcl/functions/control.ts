import { convert } from "../values/convert.js";
import { unify } from "../values/unify.js";
import { typeOf, type Value } from "../values/value.js";
import { type FunctionSpec, refuse } from "./functionSpec.js";

/** Functions that choose. What takes expressions or a type is the evaluator's to call. Spec 05 §6.5. */
export const controlFunctions: readonly FunctionSpec[] = [
  { name: "can", parameters: [{ name: "expression", type: "dynamic", takes: "expression" }] },
  { name: "try", parameters: [], variadic: { name: "expressions", type: "dynamic", takes: "expression" } },
  {
    name: "convert",
    parameters: [
      { name: "value", type: "dynamic", allowsNull: true, allowsUnknown: true, allowsDynamic: true },
      { name: "type", type: "dynamic", takes: "type" },
    ],
  },
  {
    name: "coalesce",
    parameters: [],
    variadic: { name: "vals", type: "dynamic", allowsNull: true, allowsUnknown: true, allowsDynamic: true },
    compute: coalesce,
  },
];

/** The first that is not null, as all of them could be; an empty string is not null. */
function coalesce(args: readonly Value[]): Value {
  const common = unify(args.map(typeOf)) ?? refuse("all arguments must have the same type");
  const found = args.find((arg) => arg.kind !== "null") ?? refuse("no non-null arguments");
  const conversion = convert(found, common);
  return conversion.ok ? conversion.value : refuse(conversion.message);
}
