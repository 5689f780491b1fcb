import type { Expression, MatchOperator, Selector } from "./expression.js";

/** A member that the objects do not have. */
export class UnknownField extends Error {
  override readonly name = "UnknownField";

  constructor(selector: Selector, part: number) {
    const path = selector.join("/");
    super(
      `error finding value in datum: /${path} at part ${part}: couldn't find key: struct field with name "${selector[part]}"`,
    );
  }
}

/** Members whose own members are keys of a map, so that one may be missing. */
const maps: ReadonlySet<string> = new Set([
  "Meta",
  "Attributes",
  "Config",
  "Env",
  "Links",
  "Drivers",
  "HostVolumes",
  "HostNetworks",
  "TaskStates",
  "TaskResources",
  "Tasks",
  "TaskGroups",
  "TaskLifecycles",
  "QueuedAllocations",
  "FailedTGAllocs",
  "ClassEligibility",
  "Volumes",
  "Target",
]);

/** A value that stands for a missing key of a map: only the negations hold for it. */
const missing: unique symbol = Symbol("missing");

/**
 * Whether an expression holds for an object of the API.
 *
 * @param omitted Members that such objects have although they leave them out when they are empty.
 * @throws {UnknownField}
 */
export function matches(expression: Expression, datum: unknown, omitted: ReadonlySet<string> = new Set()): boolean {
  switch (expression.kind) {
    case "and":
      return matches(expression.left, datum, omitted) && matches(expression.right, datum, omitted);
    case "or":
      return matches(expression.left, datum, omitted) || matches(expression.right, datum, omitted);
    case "not":
      return !matches(expression.inner, datum, omitted);
    case "match":
      return holds(expression.operator, select(datum, expression.selector, omitted), expression.value);
    case "any":
      return elements(expression, datum, omitted).some((scope) => matches(expression.inner, scope, omitted));
    case "all":
      return elements(expression, datum, omitted).every((scope) => matches(expression.inner, scope, omitted));
  }
}

/** The object once for each element, with the names that it has inside the braces. */
function elements(
  { selector, names }: Expression & { readonly kind: "any" | "all" },
  datum: unknown,
  omitted: ReadonlySet<string>,
): readonly object[] {
  const value = select(datum, selector, omitted);
  if (typeof value !== "object" || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).map(([key, element]) => {
    // A single name is a list's element, but a map's key.
    const one = isList ? element : key;
    const [first = "_", second] = names;
    const named = second === undefined ? { [first]: one } : { [first]: key, [second]: element };
    return { ...(datum as object), ...named };
  });
}

function select(datum: unknown, selector: Selector, omitted: ReadonlySet<string>): unknown {
  let value = datum;
  for (const [place, part] of selector.entries()) {
    if (value === null || value === undefined) return undefined;
    if (typeof value !== "object") throw new UnknownField(selector, place);
    if (Object.hasOwn(value, part)) value = (value as Readonly<Record<string, unknown>>)[part];
    else if (place > 0 && isMap(selector[place - 1] ?? "", value)) return missing;
    else if (place === 0 && omitted.has(part)) return undefined;
    else throw new UnknownField(selector, place);
  }
  return value;
}

function isMap(name: string, value: object): boolean {
  return Array.isArray(value) || maps.has(name);
}

function holds(operator: MatchOperator, value: unknown, wanted: string): boolean {
  if (value === missing) return operator === "nil" || operator === "empty";
  switch (operator) {
    case "nil":
      return value === null || value === undefined;
    case "empty":
      return isEmpty(value);
    case "==":
      return equals(value, wanted);
    case "contains":
      return contains(value, wanted);
    case "matches":
      return typeof value === "string" && new RegExp(wanted).test(value);
  }
}

/** The literal counts as what the member is: a number, a truth value, a text; a member that was left out has its zero value. */
function equals(value: unknown, wanted: string): boolean {
  if (value === undefined || value === null) return ["", "0", "false"].includes(wanted);
  if (typeof value === "string") return value === wanted;
  if (typeof value === "bigint") return String(value) === wanted;
  if (typeof value === "number") return value === Number(wanted);
  if (typeof value === "boolean") return value === ["1", "t", "T", "true", "TRUE", "True"].includes(wanted);
  return false;
}

function contains(value: unknown, wanted: string): boolean {
  if (typeof value === "string") return value.includes(wanted);
  if (Array.isArray(value)) return value.some((element) => equals(element, wanted));
  return typeof value === "object" && value !== null && Object.hasOwn(value, wanted);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
