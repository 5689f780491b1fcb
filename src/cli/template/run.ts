import type { JsonValue } from "../../api/json.js";
import { type ClientType, knownMembers, memberType } from "../text/json.js";
import { quote } from "../text/quote.js";
import type { Operand, Pipeline, TemplateNode } from "./parse.js";

/** A value with what the command line makes of its type. */
interface Typed {
  readonly value: JsonValue;
  readonly type: ClientType;
}

interface Scope {
  readonly dot: Typed;
  readonly root: Typed;
  readonly variables: ReadonlyMap<string, Typed>;
}

const untyped: ClientType = {};

/** The text that a template makes of a value. @throws {Error} when it asks for what is not there. */
export function runTemplate(nodes: readonly TemplateNode[], value: JsonValue, type: ClientType): string {
  const dot = { value, type };
  return runNodes(nodes, { dot, root: dot, variables: new Map() });
}

function runNodes(nodes: readonly TemplateNode[], outer: Scope): string {
  let scope = outer;
  let text = "";
  for (const node of nodes) {
    if (node.kind === "text") {
      text += node.text;
      continue;
    }
    const typed = evaluate(node.pipeline, scope);
    const [first, second] = node.pipeline.variables;
    if (node.kind === "action") {
      if (first === undefined) text += printed(typed.value);
      else scope = withVariables(scope, { [first]: typed });
      continue;
    }
    if (node.kind === "range") {
      const entries = entriesOf(typed);
      const bodies = entries.map(([key, entry]) => {
        const variables = second === undefined ? { [first ?? "."]: entry } : { [first ?? "."]: key, [second]: entry };
        return runNodes(node.body, { ...withVariables(scope, variables), dot: entry });
      });
      text += bodies.length > 0 ? bodies.join("") : runNodes(node.otherwise, scope);
      continue;
    }
    const inner = first === undefined ? scope : withVariables(scope, { [first]: typed });
    const isTrue = truth(typed.value);
    const body = node.kind === "with" && isTrue ? { ...inner, dot: typed } : inner;
    text += isTrue ? runNodes(node.body, body) : runNodes(node.otherwise, inner);
  }
  return text;
}

function withVariables(scope: Scope, variables: Readonly<Record<string, Typed>>): Scope {
  return { ...scope, variables: new Map([...scope.variables, ...Object.entries(variables)]) };
}

function evaluate({ commands }: Pipeline, scope: Scope): Typed {
  let carried: Typed | undefined;
  for (const [head, ...rest] of commands) {
    if (head === undefined) continue;
    const args = [...rest.map((operand) => operandValue(operand, scope)), ...(carried === undefined ? [] : [carried])];
    if (head.kind === "function") {
      carried = call(head.name, args);
      continue;
    }
    if (args.length > 0) throw new Error("template: can't give argument to non-function");
    carried = operandValue(head, scope);
  }
  return carried ?? { value: null, type: untyped };
}

function operandValue(operand: Operand, scope: Scope): Typed {
  switch (operand.kind) {
    case "literal":
      return { value: operand.value, type: untyped };
    case "function":
      return call(operand.name, []);
    case "nested":
      return fieldOf(evaluate(operand.pipeline, scope), operand.path, "");
    case "field":
      return fieldOf(baseOf(operand.base, scope), operand.path, operand.where);
  }
}

function baseOf(base: string, { dot, root, variables }: Scope): Typed {
  if (base === "dot") return dot;
  if (base === "root") return root;
  const variable = variables.get(base.slice(1));
  if (variable === undefined) throw new Error(`template: undefined variable ${JSON.stringify(base)}`);
  return variable;
}

/** @param where For the error about a field that is not there. */
function fieldOf(typed: Typed, path: readonly string[], where: string): Typed {
  let { value, type } = typed;
  for (const name of path) {
    if (value === null) throw new Error(`template: nil pointer evaluating ${name}`);
    if (typeof value !== "object" || Array.isArray(value)) throw new Error(`template: can't evaluate field ${name}`);
    const member = membersOf({ value, type }).find(([known]) => known === name);
    if (member === undefined) throw new Error(`template: ${noField(name, type, where)}`);
    value = member[1];
    type = memberType(type, name);
  }
  return { value, type };
}

/** In Go's words, where the type's own name is known. */
function noField(name: string, { goName }: ClientType, where: string): string {
  const complaint = `can't evaluate field ${name}`;
  return goName === undefined ? complaint : `${where}: ${complaint} in type ${goName}`;
}

function membersOf({ value, type }: Typed): readonly (readonly [string, JsonValue])[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return knownMembers(value as Exclude<typeof value, readonly JsonValue[]>, type);
}

function entriesOf(typed: Typed): readonly (readonly [Typed, Typed])[] {
  const { value, type } = typed;
  if (value === null) return [];
  if (typeof value !== "object") throw new Error(`template: range can't iterate over ${printed(value)}`);
  if (isList(value)) {
    return value.map(
      (entry, place) =>
        [
          { value: place, type: untyped },
          { value: entry, type: memberType(type, undefined) },
        ] as const,
    );
  }
  return membersOf(typed).map(
    ([name, entry]) =>
      [
        { value: name, type: untyped },
        { value: entry, type: memberType(type, name) },
      ] as const,
  );
}

function truth(value: JsonValue): boolean {
  if (value === null || typeof value !== "object") return Boolean(value);
  return (isList(value) ? value : Object.keys(value)).length > 0;
}

function printed(value: JsonValue): string {
  if (value === null) return "<nil>";
  if (typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(printed).join(" ")}]`;
  throw new Error("template: printing a whole object is not supported; name one of its fields");
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const functions: Readonly<Record<string, (args: readonly Typed[]) => Typed>> = {
  len: ([of]) => plain(sizeOf(of)),
  index: ([of, ...keys]) => keys.reduce(entryAt, of ?? plain(null)),
  not: ([of]) => plain(!truth(of?.value ?? null)),
  and: (args) => args.find(({ value }) => !truth(value)) ?? args.at(-1) ?? plain(null),
  or: (args) => args.find(({ value }) => truth(value)) ?? args.at(-1) ?? plain(null),
  eq: ([first, ...others]) => plain(others.some((other) => compare(first, other) === 0)),
  ne: ([left, right]) => plain(compare(left, right) !== 0),
  lt: ([left, right]) => plain(compare(left, right) < 0),
  le: ([left, right]) => plain(compare(left, right) <= 0),
  gt: ([left, right]) => plain(compare(left, right) > 0),
  ge: ([left, right]) => plain(compare(left, right) >= 0),
  print: (args) => plain(args.map(({ value }) => printed(value)).join("")),
  println: (args) => plain(`${args.map(({ value }) => printed(value)).join(" ")}\n`),
  printf: ([format, ...args]) =>
    plain(
      formatted(
        printed(format?.value ?? ""),
        args.map(({ value }) => value),
      ),
    ),
};

function call(name: string, args: readonly Typed[]): Typed {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (known === undefined) throw new Error(`template: function ${JSON.stringify(name)} not defined`);
  return known(args);
}

function plain(value: JsonValue): Typed {
  return { value, type: untyped };
}

function sizeOf(of: Typed | undefined): number {
  const value = of?.value ?? null;
  if (value === null) return 0;
  if (typeof value === "string") return new TextEncoder().encode(value).length;
  if (typeof value !== "object") throw new Error(`template: len of type ${typeof value}`);
  return isList(value) ? value.length : membersOf({ value, type: of?.type ?? untyped }).length;
}

function entryAt(of: Typed, key: Typed): Typed {
  const wanted = String(key.value);
  const entry = entriesOf(of).find(([known]) => String(known.value) === wanted);
  if (entry === undefined && Array.isArray(of.value)) throw new Error(`template: index out of range: ${wanted}`);
  return entry?.[1] ?? plain("");
}

function compare(left: Typed | undefined, right: Typed | undefined): number {
  const [a, b] = [left?.value ?? null, right?.value ?? null];
  const isNumber = (value: JsonValue) => typeof value === "number" || typeof value === "bigint";
  if ((typeof a !== typeof b && !(isNumber(a) && isNumber(b))) || typeof a === "object" || typeof b === "object") {
    throw new Error("template: incompatible types for comparison");
  }
  return a === b ? 0 : a < b ? -1 : 1;
}

function formatted(format: string, args: readonly JsonValue[]): string {
  let next = 0;
  return format.replace(/%([%svdqt])/g, (verb, letter: string) => {
    if (letter === "%") return "%";
    const arg = args[next];
    next += 1;
    if (arg === undefined) return `%!${verb.slice(1)}(MISSING)`;
    return letter === "q" ? quote(printed(arg)) : printed(arg);
  });
}
