import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Area, AreaOptions, CaseReport } from "../area.js";
import { differences } from "./compare.js";
import { Player } from "./player.js";
import type { Trace } from "./trace.js";
import { familyOf } from "./trace.js";

/** Whole clusters driven over the HTTP API, one scenario a case; FORMAT.md beside this file says what is compared. */
export const area: Area = { run: runTraces };

const ownFolder = fileURLToPath(new URL("./cases", import.meta.url));

/** The scenario files of a folder, by name. */
export function traceFiles(folder = ownFolder): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => `${folder}/${file}`);
}

async function runTraces({ folder, only }: AreaOptions): Promise<readonly CaseReport[]> {
  const reports: CaseReport[] = [];
  for (const file of traceFiles(folder)) {
    const trace = readTrace(file);
    if (only === undefined || trace.Name.startsWith(only)) reports.push(await playTrace(trace));
  }
  return reports;
}

export function readTrace(file: string): Trace {
  return JSON.parse(readFileSync(file, "utf8")) as Trace;
}

/** Plays one scenario; an error of the play is a difference like any other. */
export async function playTrace(trace: Trace): Promise<CaseReport> {
  const found: string[] = [];
  try {
    const player = new Player(trace);
    await player.prepare();
    for (const [place, step] of trace.Steps.entries()) {
      const seen = await player.perform(step);
      if (seen === undefined || step.Expect === undefined) continue;
      found.push(...differences(step.Expect, seen, `step ${place + 1} ${step.Action}`));
    }
  } catch (error) {
    found.push(`broke off: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { name: trace.Name, family: familyOf(trace.Name), differences: found };
}
