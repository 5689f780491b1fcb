import { describe, expect, test } from "vitest";
import { Interrupted, runNomad } from "../../src/cli/command.js";
import { comparable } from "./comparison.js";
import { replayOf } from "./recordedAgent.js";
import { type ComparisonRule, type RecordedCase, readRecordedCases } from "./recordedCase.js";

/** Commands whose recordings wait for the command to be built. */
const commandsToCome: readonly string[] = [];

/** Commands that this simulator knows by name only, or not at all: what Nomad prints for them is not followed. */
const commandsOutOfScope: readonly string[] = [];

/** Recordings whose text is not made here, or needs a part that other floors bring. */
const casesToCome: Readonly<Record<string, string>> = {
  "job-run-syntax": "the text of HCL's own parser",
  "job-plan-syntax": "the text of HCL's own parser",
  "job-plan-var-missing": "variables of job files",
  "job-plan-var-unknown": "variables of job files",
  "node-pool-nodes-quiet": "prints the prose of Nomad's help, which is not copied (docs/known-differences.md)",
  "job-validate-not-a-job": "the reader of the whole language of job files",
  "job-validate-undefined-var": "the same",
  "job-validate-var-bad": "the same",
  "job-validate-var-file-strict": "the same",
};

const cases = readRecordedCases();

function isAbout(commands: readonly string[], { argv }: RecordedCase): boolean {
  const words = argv.join(" ");
  return commands.some((command) => words === command || words.startsWith(`${command} `));
}

const covered = cases.filter(
  (recorded) =>
    !isAbout(commandsToCome, recorded) && !isAbout(commandsOutOfScope, recorded) && !(recorded.name in casesToCome),
);

describe("recordings of the real command line", () => {
  test("are there", () => {
    expect(covered.length).toBeGreaterThan(400);
  });

  test.each(covered.map((recorded) => [recorded.name, recorded] as const))("%s", async (_name, recorded) => {
    const { context, written, unexpected, unasked } = replayOf(recorded);
    const exit = await runNomad(recorded.argv, context).catch((error: unknown) => {
      if (error instanceof Interrupted) return "interrupted";
      throw error;
    });
    expect(shown(written.stdout, recorded.stdout_rule)).toBe(shown(recorded.stdout, recorded.stdout_rule));
    expect(shown(written.stderr, recorded.stderr_rule)).toBe(shown(recorded.stderr, recorded.stderr_rule));
    expect(exit).toBe(recorded.stopped ? "interrupted" : recorded.exit);
    expect(unexpected).toEqual([]);
    expect(unasked()).toEqual([]);
  });
});

function shown(text: string | null, rule: ComparisonRule): string {
  if (rule === "ignore") return "not compared";
  if (rule === "nonempty") return text === "" ? "nothing" : "some text";
  return comparable(text ?? "", rule);
}
