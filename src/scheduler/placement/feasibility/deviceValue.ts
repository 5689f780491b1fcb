import { compareText } from "../../../model/table.js";
import { regexpMatches } from "./regexpMatch.js";
import { versionMeets } from "./versions.js";

/** A device attribute or literal with its type: numbers come with a unit, in multiples of the unit's base. */
type DeviceValue =
  | { readonly kind: "number"; readonly value: number; readonly base: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "text"; readonly value: string };

const decimalPrefixes = ["k", "M", "G", "T", "P", "E"];
const units = new Map<string, { readonly base: string; readonly factor: number }>();
for (const rate of ["", "/s"]) {
  units.set(`B${rate}`, { base: `B${rate}`, factor: 1 });
  decimalPrefixes.forEach((prefix, i) => {
    units.set(`${prefix}B${rate}`, { base: `B${rate}`, factor: 1000 ** (i + 1) });
    units.set(`${prefix.toUpperCase()}iB${rate}`, { base: `B${rate}`, factor: 1024 ** (i + 1) });
  });
}
units.set("MHz", { base: "Hz", factor: 1e6 });
units.set("GHz", { base: "Hz", factor: 1e9 });
units.set("mW", { base: "W", factor: 1e-3 });
units.set("W", { base: "W", factor: 1 });
units.set("kW", { base: "W", factor: 1e3 });
units.set("MW", { base: "W", factor: 1e6 });
units.set("GW", { base: "W", factor: 1e9 });

/**
 * Whether an operand holds between two device values; undefined stands for a missing one. Values of different types or
 * kinds of units compare as false, even for `!=`. Spec 03 §8.6.
 */
export function deviceOperatorHolds(operand: string, left: string | undefined, right: string | undefined): boolean {
  if (operand === "is_set") return left !== undefined;
  if (operand === "is_not_set") return left === undefined;
  if (left === undefined || right === undefined) {
    return (operand === "!=" || operand === "not") && (left === undefined) !== (right === undefined);
  }
  switch (operand) {
    case "version":
    case "semver":
      return versionMeets(operand, left, right);
    case "regexp":
      return regexpMatches(right, left);
    case "set_contains":
    case "set_contains_all":
      return itemsOf(right).every((item) => itemsOf(left).includes(item));
    case "set_contains_any":
      return itemsOf(right).some((item) => itemsOf(left).includes(item));
  }
  const order = comparedValues(deviceValue(left), deviceValue(right));
  if (order === undefined) return false;
  switch (operand) {
    case "=":
    case "==":
    case "is":
      return order === 0;
    case "!=":
    case "not":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
  return false;
}

/** Below 0, 0 or above; undefined where the two cannot be compared. */
function comparedValues(left: DeviceValue, right: DeviceValue): number | undefined {
  if (left.kind === "number" && right.kind === "number") {
    return left.base === right.base ? left.value - right.value : undefined;
  }
  if (left.kind === "boolean" && right.kind === "boolean") return Number(left.value) - Number(right.value);
  if (left.kind === "text" && right.kind === "text") return compareText(left.value, right.value);
  return undefined;
}

function deviceValue(text: string): DeviceValue {
  const number = /^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*([A-Za-z/]*)$/.exec(text.trim());
  if (number !== null) {
    const [, digits = "", unitName = ""] = number;
    const unit = unitName === "" ? { base: "", factor: 1 } : units.get(unitName);
    if (unit !== undefined) return { kind: "number", value: Number(digits) * unit.factor, base: unit.base };
  }
  if (text === "true" || text === "false") return { kind: "boolean", value: text === "true" };
  return { kind: "text", value: text };
}

function itemsOf(text: string): readonly string[] {
  return text.split(",").map((item) => item.trim());
}
