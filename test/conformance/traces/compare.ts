import type { Json } from "../json.js";

/** An expected value that matches everything: the plays of the real Nomad did not agree there. */
const any = "<any>";

const absent = "(absent)";

/** Every difference in words, leaf by leaf. FORMAT.md, "How to compare". */
export function differences(expected: unknown, actual: unknown, where: string): readonly string[] {
  if (expected === any) return [];
  if (isObject(expected) && isKindsOfEvaluations(expected)) return evaluationDifferences(expected, actual, where);
  if (isObject(expected) && isObject(actual)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
    return names.flatMap((name) => differences(memberOf(expected, name), memberOf(actual, name), `${where}.${name}`));
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (where.endsWith(".Allocations")) return allocationDifferences(expected, actual, where);
    if (expected.length === actual.length) {
      return expected.flatMap((element, place) => differences(element, actual[place], `${where}[${place}]`));
    }
  }
  return same(expected, actual) ? [] : [`${where}: expected ${show(expected)}, found ${show(actual)}`];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function memberOf(value: Json, name: string): unknown {
  return name in value ? value[name] : absent;
}

function isKindsOfEvaluations(expected: Json): boolean {
  const names = Object.keys(expected);
  return names.length === 2 && "Always" in expected && "Sometimes" in expected;
}

/** All that were always seen are there, and no others than those that were seen sometimes. */
function evaluationDifferences(expected: Json, actual: unknown, where: string): readonly string[] {
  const always = expected.Always as readonly unknown[];
  const legal = [...always, ...(expected.Sometimes as readonly unknown[])];
  const found = isObject(actual) ? (actual.Always as readonly unknown[]) : [];
  const among = (one: unknown, list: readonly unknown[]) => list.some((other) => same(one, other));
  return [
    ...always.filter((one) => !among(one, found)).map((one) => `${where}: missing ${show(one)}`),
    ...found.filter((one) => !among(one, legal)).map((one) => `${where}: unexpected ${show(one)}`),
  ];
}

/** Each expected allocation finds a different one; the strictest expectation chooses first. */
function allocationDifferences(
  expected: readonly unknown[],
  actual: readonly unknown[],
  where: string,
): readonly string[] {
  const left = [...actual];
  const missing: unknown[] = [];
  const freedom = (one: unknown) => show(one).split(any).length;
  for (const want of [...expected].sort((a, b) => freedom(a) - freedom(b))) {
    const place = left.findIndex((have) => differences(want, have, "").length === 0);
    if (place < 0) missing.push(want);
    else left.splice(place, 1);
  }
  if (missing.length === 0 && left.length === 0) return [];
  if (missing.length === left.length) return nearest(missing, left, where);
  return [
    `${where}: expected ${expected.length}, found ${actual.length}`,
    ...missing.map((one) => `${where}: missing ${show(one)}`),
    ...left.map((one) => `${where}: unexpected ${show(one)}`),
  ];
}

/** As many missing as unexpected ones: each missing one is held against the one that is most like it. */
function nearest(missing: readonly unknown[], unexpected: readonly unknown[], where: string): readonly string[] {
  const left = [...unexpected];
  return missing.flatMap((want) => {
    const judged = left.map((have) => differences(want, have, `${where}(${nameOf(want)})`));
    const least = Math.min(...judged.map((lines) => lines.length));
    const place = judged.findIndex((lines) => lines.length === least);
    left.splice(place, 1);
    return judged[place] ?? [];
  });
}

function nameOf(allocation: unknown): string {
  return isObject(allocation) ? `${allocation.Name} v${allocation.JobVersion}` : "";
}

function same(left: unknown, right: unknown): boolean {
  if (isObject(left) && isObject(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => same(left[name], right[name]));
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, place) => same(element, right[place]));
  }
  return left === right;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "undefined";
}
