import { describe, expect, test } from "vitest";
import { Interrupted, runNomad } from "../../src/cli/command.js";
import { comparable } from "./comparison.js";
import { replayOf } from "./recordedAgent.js";
import { type ComparisonRule, readRecordedCases } from "./recordedCase.js";

/** Recordings whose text is not made here, with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  "node-pool-nodes-quiet": "prints the prose of Nomad's help, which is not copied (docs/known-differences.md)",
};

const cases = readRecordedCases();

const covered = cases.filter(({ name }) => !(name in leftOut));

describe("recordings of the real command line", () => {
  test("are there", () => {
    expect(covered.length).toBe(986);
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
