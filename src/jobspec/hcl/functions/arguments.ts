import { type HclNumber, toInteger, zero } from "../values/number.js";
import type { Value } from "../values/value.js";
import { refuse } from "./functionSpec.js";

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** What Go says of a number that is no integer of 64 bits. */
export const notWhole = `value must be a whole number, between ${smallest} and ${largest}`;

/** The text of an argument that has been converted to a string. */
export function textAt(args: readonly Value[], at: number): string {
  const value = args[at];
  return value?.kind === "string" ? value.text : "";
}

/** The number of an argument that has been converted to one. */
export function numberAt(args: readonly Value[], at: number): HclNumber {
  const value = args[at];
  return value?.kind === "number" ? value.number : zero;
}

/** The whole number of an argument; `refusal` says how the problem is reported. */
export function integerAt(
  args: readonly Value[],
  at: number,
  refusal: (problem: string) => never = (problem) => refuse(problem),
): bigint {
  const whole = toInteger(numberAt(args, at));
  return whole === undefined || whole < smallest || whole > largest ? refusal(notWhole) : whole;
}

/** The elements of a list, set or tuple. */
export function elementsOf(value: Value | undefined): readonly Value[] {
  return value !== undefined && "elements" in value ? value.elements : [];
}

/** The members of a map or object. */
export function membersOf(value: Value | undefined): ReadonlyMap<string, Value> {
  return value !== undefined && "members" in value ? value.members : new Map<string, Value>();
}

/** An argument that the number of parameters guarantees. */
export function valueAt(args: readonly Value[], at: number): Value {
  return args[at] ?? refuse("too few arguments");
}
