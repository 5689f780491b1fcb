import type { Constraint } from "../../../model/job.js";
import type { Node } from "../../../model/node.js";
import { compareText } from "../../../model/table.js";
import { regexpMatches } from "./regexpMatch.js";
import type { Target } from "./targets.js";
import { isLiteral, targetOf } from "./targets.js";
import { versionMeets } from "./versions.js";

/**
 * One constraint, made ready to be asked of many nodes: its answer depends on the two resolved values only, so it is
 * remembered per value where the right side is a literal. Spec 03 §9.
 */
export class CompiledConstraint {
  /** The reason by which a filtered node is counted; an empty right side leaves a trailing space (spec 03 §8.1). */
  readonly text: string;
  readonly #operand: string;
  readonly #left: Target;
  readonly #right: Target;
  readonly #answers: Map<string | undefined, boolean> | undefined;

  constructor(constraint: Constraint) {
    this.text = `${constraint.leftTarget} ${constraint.operand} ${constraint.rightTarget}`;
    this.#operand = constraint.operand;
    this.#left = targetOf(constraint.leftTarget);
    this.#right = targetOf(constraint.rightTarget);
    this.#answers = isLiteral(constraint.rightTarget) ? new Map() : undefined;
  }

  holds(node: Node): boolean {
    const left = this.#left(node);
    const known = this.#answers?.get(left);
    if (known !== undefined) return known;
    const answer = operatorHolds(this.#operand, left, this.#right(node));
    this.#answers?.set(left, answer);
    return answer;
  }
}

/** The first constraint that a node breaks. */
export function firstBroken(constraints: readonly CompiledConstraint[], node: Node): CompiledConstraint | undefined {
  for (const constraint of constraints) if (!constraint.holds(node)) return constraint;
  return undefined;
}

/** Whether an operand holds between two resolved values; undefined stands for not found (spec 03 §9.2). */
export function operatorHolds(operand: string, left: string | undefined, right: string | undefined): boolean {
  switch (operand) {
    case "!=":
    case "not":
      return (left ?? "") !== (right ?? "");
    case "is_set":
      return left !== undefined;
    case "is_not_set":
      return left === undefined;
    case "distinct_hosts":
    case "distinct_property":
      return true;
  }
  if (left === undefined || right === undefined) return false;
  switch (operand) {
    case "=":
    case "==":
    case "is":
      return left === right;
    case "<":
      return orderHolds(left, right, (order) => order < 0);
    case "<=":
      return orderHolds(left, right, (order) => order <= 0);
    case ">":
      return orderHolds(left, right, (order) => order > 0);
    case ">=":
      return orderHolds(left, right, (order) => order >= 0);
    case "version":
    case "semver":
      return versionMeets(operand, left, right);
    case "regexp":
      return regexpMatches(right, left);
    case "set_contains":
    case "set_contains_all":
      return containsItems(left, right, "every");
    case "set_contains_any":
      return containsItems(left, right, "some");
  }
  return false;
}

const wholeNumber = /^[+-]?[0-9]+$/;
const decimalNumber = /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?|nan)$/i;
const hexadecimalNumber = /^[+-]?0[xX](?=\.?[0-9a-fA-F])[0-9a-fA-F]*\.?[0-9a-fA-F]*[pP][+-]?[0-9]+$/;
const int64 = { smallest: -(2n ** 63n), largest: 2n ** 63n - 1n };

/** Numbers are compared as such where both sides are whole numbers, or both at least numbers; else the texts are. */
function orderHolds(left: string, right: string, wanted: (order: number) => boolean): boolean {
  const leftWhole = asInt64(left);
  const rightWhole = asInt64(right);
  if (leftWhole !== undefined && rightWhole !== undefined) {
    return wanted(leftWhole < rightWhole ? -1 : leftWhole > rightWhole ? 1 : 0);
  }
  const leftNumber = asFloat(left);
  const rightNumber = asFloat(right);
  if (leftNumber !== undefined && rightNumber !== undefined) {
    if (Number.isNaN(leftNumber) || Number.isNaN(rightNumber)) return false;
    return wanted(leftNumber < rightNumber ? -1 : leftNumber > rightNumber ? 1 : 0);
  }
  return wanted(compareText(left, right));
}

function asInt64(text: string): bigint | undefined {
  if (!wholeNumber.test(text)) return undefined;
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return value < int64.smallest || value > int64.largest ? undefined : value;
}

/** What Go reads as a 64-bit float; out of range is no number. */
function asFloat(text: string): number | undefined {
  if (hexadecimalNumber.test(text)) return hexadecimalFloat(text);
  if (!decimalNumber.test(text)) return undefined;
  const lower = text.toLowerCase();
  if (lower.endsWith("nan")) return /^[+-]/.test(lower) ? undefined : Number.NaN;
  if (lower.includes("inf")) return lower.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function hexadecimalFloat(text: string): number | undefined {
  const [mantissa = "", exponent = "0"] = text
    .toLowerCase()
    .replace(/^[+-]?0x/, "")
    .split("p");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = Number.parseInt(`${whole}${fraction}` || "0", 16);
  const value = digits * 2 ** (Number(exponent) - 4 * fraction.length);
  if (!Number.isFinite(value)) return undefined;
  return text.startsWith("-") ? -value : value;
}

function containsItems(left: string, right: string, mode: "every" | "some"): boolean {
  const items = new Set(left.split(",").map((item) => item.trim()));
  const wanted = right.split(",").map((item) => item.trim());
  return mode === "every" ? wanted.every((item) => items.has(item)) : wanted.some((item) => items.has(item));
}

/** What Go reads as true or false; anything else is neither. */
export function goBoolean(text: string): boolean | undefined {
  if (["1", "t", "T", "TRUE", "true", "True"].includes(text)) return true;
  if (["0", "f", "F", "FALSE", "false", "False"].includes(text)) return false;
  return undefined;
}
