import { type CallExpression, type Expression, keywordOf, type ObjectEntry } from "../syntax/node.js";
import { between, type Span } from "../syntax/range.js";
import type { Type } from "../values/type.js";
import type { Evaluation } from "./evaluation.js";

const summary = "Invalid type specification";
const elementWanted = (name: string) =>
  `The ${name} type constructor requires one argument specifying the element type.`;
const objectWanted =
  "The object type constructor requires one argument specifying the attribute types and values as a map.";
const tupleWanted = "The tuple type constructor requires one argument specifying the element types as a list.";

/**
 * The type that a variable is declared with: `string`, `list(string)`, `object({…})` and so on. `any` and `optional` are refused:
 * a variable of a job file has an exact type; only `convert` takes a constraint, in which `any` is any type. Spec 05 §6.3.
 *
 * @returns `dynamic` after a complaint.
 */
export function typeConstraint(evaluation: Evaluation, expression: Expression, exactness: Exactness = "exact"): Type {
  const refuse = (at: Span, detail: string): Type => {
    evaluation.fail(at, summary, detail);
    return "dynamic";
  };
  const word = keywordOf(expression);
  switch (word) {
    case undefined:
      break;
    case "bool":
    case "string":
    case "number":
      return word;
    case "any":
      if (exactness === "constraint") return "dynamic";
      return refuse(
        expression,
        'The keyword "any" cannot be used in this type specification: an exact type is required.',
      );
    case "list":
    case "map":
    case "set":
    case "object":
    case "tuple":
      return refuse(expression, argumentWanted(word));
    default:
      return refuse(expression, `The keyword "${word}" is not a valid type specification.`);
  }
  if (expression.kind === "call") return constructed(evaluation, expression, exactness, refuse);
  return refuse(
    expression,
    "A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).",
  );
}

type Exactness = "exact" | "constraint";

type Refuse = (at: Span, detail: string) => Type;

function argumentWanted(name: string): string {
  if (name === "object") return objectWanted;
  return name === "tuple" ? tupleWanted : elementWanted(name);
}

function constructed(evaluation: Evaluation, call: CallExpression, exactness: Exactness, refuse: Refuse): Type {
  const { name, parameters, open, close } = call;
  const inParentheses = between(open, close);
  switch (name) {
    case "bool":
    case "string":
    case "number":
      return refuse(inParentheses, `Primitive type keyword "${name}" does not expect arguments.`);
    case "any":
      return refuse(inParentheses, `Type constraint keyword "${name}" does not expect arguments.`);
    case "optional":
      return refuse(call.nameSpan, `Keyword "${name}" is valid only as a modifier for object type attributes.`);
    case "list":
    case "set":
    case "map":
    case "object":
    case "tuple":
      break;
    default:
      return refuse(call, `Keyword "${name}" is not a valid type constructor.`);
  }
  const [only, second] = parameters;
  if (only === undefined) return refuse(inParentheses, argumentWanted(name));
  if (second !== undefined) return refuse(between(second, parameters.at(-1) ?? second), argumentWanted(name));
  if (name === "object") return objectType(evaluation, only, exactness, refuse);
  if (name === "tuple") return tupleType(evaluation, only, exactness, refuse);
  return { kind: name, of: typeConstraint(evaluation, only, exactness) };
}

function tupleType(evaluation: Evaluation, argument: Expression, exactness: Exactness, refuse: Refuse): Type {
  if (argument.kind !== "tuple") return refuse(argument, "Tuple type constructor requires a list of element types.");
  return { kind: "tuple", of: argument.elements.map((element) => typeConstraint(evaluation, element, exactness)) };
}

function objectType(evaluation: Evaluation, argument: Expression, exactness: Exactness, refuse: Refuse): Type {
  if (argument.kind !== "object") {
    return refuse(
      argument,
      "Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.",
    );
  }
  const members = new Map<string, Type>();
  for (const entry of argument.entries) {
    const name = entry.isComputed ? undefined : keywordOf(entry.key);
    if (name === undefined) refuse(entry.key, "Object constructor map keys must be attribute names.");
    else if (members.has(name)) refuse(entry.key, "Object constructor map keys must be unique.");
    else members.set(name, memberType(evaluation, entry, exactness, refuse));
  }
  return { kind: "object", of: new Map([...members].sort(([left], [right]) => (left < right ? -1 : 1))) };
}

function memberType(evaluation: Evaluation, { value }: ObjectEntry, exactness: Exactness, refuse: Refuse): Type {
  if (value.kind !== "call" || value.name !== "optional") return typeConstraint(evaluation, value, exactness);
  const [type] = value.parameters;
  if (type === undefined) {
    return refuse(
      between(value.open, value.close),
      "Optional attribute modifier requires the attribute type as its argument.",
    );
  }
  refuse(value.nameSpan, "Optional attribute modifier is only for type constraints, not for exact types.");
  return typeConstraint(evaluation, type, exactness);
}
