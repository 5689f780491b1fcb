import type { Area, AreaOptions, CaseReport } from "../area.js";
import { type RecordedCase, readRecordedCases } from "./recordedCase.js";
import { differencesOf } from "./replay.js";

/** What the real command line printed for the answers that it got; FORMAT.md beside this file says what is compared. */
export const area: Area = { run: replayCases };

async function replayCases({ folder, only }: AreaOptions): Promise<readonly CaseReport[]> {
  const reports: CaseReport[] = [];
  for (const recorded of readRecordedCases(folder)) {
    if (only === undefined || recorded.name.startsWith(only)) reports.push(await replayCase(recorded));
  }
  return reports;
}

/** The first word: a group of commands, or a command. */
function familyOf({ argv: [word = "-"] }: RecordedCase): string {
  return word.startsWith("-") ? "nomad" : word;
}

/** Replays one case; an error of the replay is a difference like any other. */
async function replayCase(recorded: RecordedCase): Promise<CaseReport> {
  const named = { name: recorded.name, family: familyOf(recorded) };
  try {
    return { ...named, differences: await differencesOf(recorded) };
  } catch (error) {
    return { ...named, differences: [`broke off: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
