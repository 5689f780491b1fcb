import type { FunctionContext } from "../../../../src/jobspec/hcl/functions/functionSpec.js";
import { callFunction, functionNamed, parameterAt } from "../../../../src/jobspec/hcl/functions/functions.js";
import { type Literal, shown, value } from "../values/literal.js";

const nowhere: FunctionContext = { random: () => 0.5 };

/** A call and what it comes to: a value, `! <complaint>`, or `!<parameter> <complaint>` about one argument. */
export type Row = readonly [name: string, args: readonly Literal[], result: string];

/** What a call comes to, as a {@link Row} writes it. */
export function called(name: string, args: readonly Literal[], context: FunctionContext = nowhere): string {
  const fn = functionNamed(name);
  if (fn === undefined) throw new Error(`there is no function ${name}`);
  const outcome = callFunction(fn, args.map(value), context);
  if (outcome.ok) return shown(outcome.value);
  const parameter = outcome.argument === undefined ? "" : parameterAt(fn, outcome.argument)?.name;
  return `!${parameter} ${outcome.message}`;
}
