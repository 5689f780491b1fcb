import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Area, AreaOptions, CaseReport } from "../area.js";
import { differencesOf } from "./compare.js";
import { decide } from "./decision.js";
import { outcomeOf } from "./outcome.js";
import type { Recording } from "./recording.js";
import { familyOf, parseRecordings } from "./recording.js";
import { readCase } from "./state.js";

/** Recorded decisions of Nomad's schedulers, one evaluation a case; FORMAT.md beside this file says what is compared. */
export const area: Area = { run: runSchedulerCases };

const ownFolder = fileURLToPath(new URL("./cases", import.meta.url));

export function runSchedulerCases({ folder, only }: AreaOptions): readonly CaseReport[] {
  const chosen = folder ?? ownFolder;
  const files = readdirSync(chosen).filter((file) => file.endsWith(".jsonl"));
  return files
    .sort()
    .flatMap((file) => parseRecordings(readFileSync(`${chosen}/${file}`, "utf8")))
    .filter((recording) => only === undefined || recording.name === only || recording.name.startsWith(`${only}/`))
    .map(runCase);
}

/** Replays one case; an error of the scheduler is a difference like any other. */
function runCase(recording: Recording): CaseReport {
  const named = { name: recording.name, family: familyOf(recording) };
  try {
    const recorded = readCase(recording);
    return { ...named, differences: differencesOf(recording, outcomeOf(recorded, decide(recorded))) };
  } catch (error) {
    return { ...named, differences: [`broke off: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
