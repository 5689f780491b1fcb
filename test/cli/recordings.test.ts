import { describe, expect, test } from "vitest";
import { recordedJob } from "../conformance/cli/recordedAgent.js";
import { type RecordedCase, readRecordedCases } from "../conformance/cli/recordedCase.js";
import { differencesOf } from "../conformance/cli/replay.js";

/** Commands whose recordings wait for the command to be built. */
const commandsToCome = [
  "job plan",
  "job validate",
  "job init",
  "job dispatch",
  "job periodic",
  "job restart",
  "job scaling-events",
  "job tag",
  "plan",
  "validate",
  "alloc restart",
  "alloc signal",
  "alloc checks",
  "eval delete",
  "node drain",
  "node-drain",
  "node eligibility",
  "node meta",
  "node pool",
  "namespace",
  "operator scheduler",
  "operator api",
  "system",
  "server",
  "acl",
  "scaling",
  "agent-info",
  "server-members",
];

/** Commands that this simulator knows by name only, or not at all: what Nomad prints for them is not followed. */
const commandsOutOfScope = [
  "alloc logs",
  "alloc exec",
  "alloc fs",
  "operator autopilot",
  "operator raft",
  "var",
  "service",
  "volume",
  "plugin",
  "quota",
  "recommendation",
  "sentinel",
  "license",
];

/** Recordings whose text needs a part that other floors bring. */
const casesToCome: Readonly<Record<string, string>> = {
  "job-run-syntax": "the text of HCL's own parser",
  "group-operator": "a command of the group",
  "status-namespace": "namespace status",
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
    expect(await differencesOf(recorded, recordedJob(recorded))).toEqual([]);
  });
});
