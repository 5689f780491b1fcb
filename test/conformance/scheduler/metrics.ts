import type { Json } from "../json.js";
import { number, object, objects, text } from "../json.js";
import { canonicalText } from "./canonical.js";

/** Scores agree within this much (FORMAT.md, "Scores"). */
const tolerance = 1e-6;

const exactMembers = [
  "NodesEvaluated",
  "NodesFiltered",
  "NodesExhausted",
  "NodesAvailable",
  "NodesInPool",
  "ConstraintFiltered",
  "ClassFiltered",
  "ClassExhausted",
  "DimensionExhausted",
];

/** Metrics of a group that could not be placed: everything but scores. */
export function metricsDifferences(expected: Json, actual: Json): readonly string[] {
  return [...exactMembers, "ResourcesExhausted", "CoalescedFailures"].flatMap((member) =>
    memberDifference(member, expected, actual),
  );
}

/** Metrics of a placement: the nodes that were scored, each score, and that a best one was chosen. */
export function scoresDifferences(expected: Json, actual: Json, chosen: string): readonly string[] {
  const before = new Map(objects(expected, "ScoreMetaData").map((score) => [text(score, "NodeID"), score]));
  const after = new Map(objects(actual, "ScoreMetaData").map((score) => [text(score, "NodeID"), score]));
  const best = Math.max(...[...before.values()].map((score) => number(score, "NormScore")));
  const chosenScore = before.get(chosen);
  const differences = exactMembers.flatMap((member) => memberDifference(member, expected, actual));
  if (chosenScore === undefined || number(chosenScore, "NormScore") < best - tolerance) {
    differences.push(`chosen node ${chosen} has not the best score`);
  }
  for (const [node, score] of before) {
    const other = after.get(node);
    if (other !== undefined) differences.push(...scoreDifferences(node, score, other));
    // Nomad keeps the five best; the recordings list all.
    else if (after.size < Math.min(5, before.size)) differences.push(`no score of ${node}`);
  }
  for (const node of after.keys()) if (!before.has(node)) differences.push(`score of ${node} not due`);
  return differences;
}

function scoreDifferences(node: string, expected: Json, actual: Json): string[] {
  const before = object(expected, "Scores");
  const after = object(actual, "Scores");
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differences: string[] = [];
  const compare = (what: string, left: number, right: number): void => {
    if (Math.abs(left - right) > tolerance) differences.push(`${what} of ${node}: expected ${left}, got ${right}`);
  };
  for (const name of names) compare(`score ${name}`, number(before, name), number(after, name));
  compare("final score", number(expected, "NormScore"), number(actual, "NormScore"));
  return differences;
}

function memberDifference(member: string, expected: Json, actual: Json): string[] {
  const before = canonicalText(expected[member]);
  const after = canonicalText(actual[member]);
  return before === after ? [] : [`${member}: expected ${before}, got ${after}`];
}
