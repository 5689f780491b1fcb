import { convert } from "../values/convert.js";
import { isManageable } from "../values/extent.js";
import { isWhollyKnown, typeOf, unknown, type Value } from "../values/value.js";
import { controlFunctions } from "./control.js";
import { csvFunctions } from "./csv.js";
import { dateFunctions } from "./dates.js";
import { encodingFunctions } from "./encoding.js";
import { fileFunctions } from "./files.js";
import { formatFunctions } from "./format.js";
import { type FunctionContext, type FunctionSpec, type Parameter, Refusal } from "./functionSpec.js";
import { hashingFunctions } from "./hashing.js";
import { mappingFunctions } from "./mappings.js";
import { networkFunctions } from "./network.js";
import { numberFunctions } from "./numbers.js";
import { regexFunctions } from "./regex.js";
import { sequenceFunctions } from "./sequences.js";
import { setFunctions } from "./sets.js";
import { stringFunctions } from "./strings.js";
import { uuidFunctions } from "./uuid.js";
import { yamlFunctions } from "./yaml.js";

/**
 * What a call comes to. A failure with `argument` is about that argument: HCL says `Invalid value for "<its parameter>" parameter:
 * <message>.` there; one without is `Call to function "<name>" failed: <message>.`
 */
export type Outcome =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly argument?: number; readonly message: string };

const functions: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    controlFunctions,
    csvFunctions,
    dateFunctions,
    encodingFunctions,
    fileFunctions,
    formatFunctions,
    hashingFunctions,
    mappingFunctions,
    networkFunctions,
    numberFunctions,
    regexFunctions,
    sequenceFunctions,
    setFunctions,
    stringFunctions,
    uuidFunctions,
    yamlFunctions,
  ]
    .flat()
    .map((each) => [each.name, each] as const),
);

/** The function of a name. Spec 05 §6.5. */
export function functionNamed(name: string): FunctionSpec | undefined {
  return functions.get(name);
}

/** All functions, by name. */
export function functionNames(): readonly string[] {
  return [...functions.keys()].sort();
}

/** The parameter that an argument is for; undefined for one too many. */
export function parameterAt(fn: FunctionSpec, at: number): Parameter | undefined {
  return fn.parameters[at] ?? fn.variadic;
}

/** Calls a function with as many arguments as it needs, after it has converted them to the types of its parameters. */
export function callFunction(fn: FunctionSpec, args: readonly Value[], context: FunctionContext): Outcome {
  const large = args.findIndex((arg) => !isManageable(arg));
  if (large >= 0) return { ok: false, argument: large, message: "the value is larger than Coalmine handles" };
  const converted: Value[] = [];
  for (const [at, arg] of args.entries()) {
    const conversion = convert(arg, parameterAt(fn, at)?.type ?? "dynamic");
    if (!conversion.ok) return { ...conversion, argument: at };
    converted.push(conversion.value);
  }
  for (const [at, arg] of converted.entries()) {
    const parameter = parameterAt(fn, at);
    if (arg.kind === "null" && parameter?.allowsNull !== true) {
      return { ok: false, argument: at, message: "argument must not be null" };
    }
    if (typeOf(arg) === "dynamic" && parameter?.allowsDynamic !== true) return { ok: true, value: unknown };
  }
  if (converted.some((arg, at) => !isWhollyKnown(arg) && parameterAt(fn, at)?.allowsUnknown !== true)) {
    return { ok: true, value: unknown };
  }
  try {
    const value = fn.compute?.(converted, context);
    return value === undefined ? { ok: false, message: "only the evaluator can call it" } : { ok: true, value };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { argument, message } = error;
    return argument === undefined ? { ok: false, message } : { ok: false, argument, message };
  }
}
