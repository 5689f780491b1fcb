import { createTwoFilesPatch } from "diff";
import { Interrupted, runNomad } from "../../../src/cli/command.js";
import { comparable } from "./comparison.js";
import { replayOf } from "./recordedAgent.js";
import type { ComparisonRule, RecordedCase } from "./recordedCase.js";

/** Runs a recorded command line against its recorded answers; how what it does differs, in words. */
export async function differencesOf(recorded: RecordedCase): Promise<readonly string[]> {
  const { context, written, unexpected, unasked } = replayOf(recorded);
  const exit = await runNomad(recorded.argv, context).catch((error: unknown) => {
    if (error instanceof Interrupted) return "interrupted";
    throw error;
  });
  const wanted = recorded.stopped ? "interrupted" : recorded.exit;
  return [
    ...(exit === wanted ? [] : [`exit code: recorded ${wanted}, now ${exit}`]),
    ...textDifference("stdout", recorded.stdout, written.stdout, recorded.stdout_rule),
    ...textDifference("stderr", recorded.stderr, written.stderr, recorded.stderr_rule),
    ...unexpected.map((request) => `was never asked before: ${request}`),
    ...unasked().map((request) => `was not asked for: ${request}`),
  ];
}

function textDifference(
  stream: string,
  recorded: string | null,
  written: string,
  rule: ComparisonRule,
): readonly string[] {
  if (rule === "ignore") return [];
  if (rule === "nonempty") return written === "" ? [`${stream}: recorded some text, now none`] : [];
  const before = comparable(recorded ?? "", rule);
  const after = comparable(written, rule);
  if (before === after) return [];
  const patch = createTwoFilesPatch("recorded", "now", before, after, "", "", { context: 2 });
  const lines = patch.trimEnd().split("\n").slice(3);
  return [[`${stream}:`, ...lines.map((line) => `    ${line}`)].join("\n")];
}
