import { fileURLToPath } from "node:url";
import type { JsonObject, JsonValue } from "../../../src/model/json.js";
import type { Area, AreaOptions, CaseReport } from "../area.js";
import { parsedByCommand, validatedByCommand } from "./commandLine.js";
import { differenceOf, permutedLines, withoutNulls } from "./compare.js";
import { parsedByApi } from "./parsed.js";
import { type Recording, readRecordings } from "./recording.js";
import { registrationDifference, validationAnswer } from "./registered.js";

/** Recorded job files: parsed by the command and by the API, validated by both, registered. */
export const area: Area = { run: runJobspecCases };

const ownFolder = fileURLToPath(new URL("./cases", import.meta.url));

export async function runJobspecCases({ folder, only }: AreaOptions): Promise<readonly CaseReport[]> {
  const chosen = readRecordings(folder ?? ownFolder).filter(({ name }) => only === undefined || name.startsWith(only));
  const reports: CaseReport[] = [];
  for (const recording of chosen) reports.push(await runCase(recording));
  return reports;
}

async function runCase(recording: Recording): Promise<CaseReport> {
  const named = { name: recording.name, family: /^[a-z0-9]+/.exec(recording.name)?.[0] ?? "" };
  try {
    return { ...named, differences: (await differencesOf(recording)).filter((difference) => difference !== "") };
  } catch (error) {
    return { ...named, differences: [`broke off: ${error instanceof Error ? error.stack : String(error)}`] };
  }
}

async function differencesOf(recording: Recording): Promise<readonly string[]> {
  const { parse, validate } = recording;
  const compared = (path: string, ours: JsonObject, theirs: JsonObject): string =>
    difference(path, ours, [theirs, ...(recording.unstable?.[path] ?? [])]);
  const differences = [compared("parse.cli", { ...(await parsedByCommand(recording)) }, { ...parse.cli })];
  for (const [path, canonicalize] of [
    ["parse.api", false],
    ["parse.apiCanonical", true],
  ] as const) {
    const theirs = canonicalize ? parse.apiCanonical : parse.api;
    if (theirs === undefined) continue;
    const { sameJobAsCli, ...answer } = theirs;
    const expected = sameJobAsCli ? { ...answer, job: parse.cli.job ?? null } : answer;
    differences.push(compared(path, await parsedByApi(recording, canonicalize), expected as JsonObject));
  }
  if (validate?.api !== undefined) {
    const ours = validationAnswer(parse.cli.job ?? null);
    differences.push(compared("validate.api", ours, { ...validate.api } as JsonObject));
  }
  if (validate?.cli !== undefined) {
    const { stdout = "", stderr = "", exit } = await validatedByCommand(recording);
    differences.push(compared("validate.cli", { exit, stdout, stderr }, { ...validate.cli }));
  }
  differences.push(registrationDifference(recording));
  return differences;
}

/** Empty if ours is one of the answers that were seen, or the first in another order of lines or members. */
function difference(path: string, ours: JsonObject, answers: readonly JsonObject[]): string {
  const mine = withoutNulls(ours);
  const differences = answers.map((answer) => differenceOf(mine, withoutNulls(answer), path));
  if (differences.includes("")) return "";
  const [first] = answers;
  return answers.length > 1 && first !== undefined && isPermuted(mine, withoutNulls(first))
    ? ""
    : (differences[0] ?? "");
}

function isPermuted(ours: JsonValue, theirs: JsonValue): boolean {
  if (typeof ours === "string" && typeof theirs === "string") return permutedLines(ours, theirs);
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const sorted = (list: readonly JsonValue[]) => JSON.stringify(list.map((member) => JSON.stringify(member)).sort());
    return sorted(ours) === sorted(theirs);
  }
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null) {
    return ours === theirs;
  }
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...names].every((name) =>
    isPermuted((ours as JsonObject)[name] ?? null, (theirs as JsonObject)[name] ?? null),
  );
}
