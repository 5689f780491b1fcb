import { describe, expect, test } from "vitest";
import { runNomad, type StyleName } from "../../../src/cli/command.js";
import { Refusal, stubbedContext } from "../agentStub.js";

const counters = {
  Ignore: 0,
  Place: 0,
  Migrate: 0,
  Stop: 0,
  InPlaceUpdate: 0,
  DestructiveUpdate: 0,
  Canary: 0,
  Preemptions: 0,
  Disconnect: 0,
  Reconnect: 0,
  RescheduleNow: 0,
  RescheduleLater: 0,
};

interface Answer {
  readonly type?: string;
  readonly updates?: Partial<typeof counters>;
  readonly preempted?: readonly object[];
  readonly more?: object;
}

/** The agent's answer for the job `app` with one group. */
function answer({ type = "Edited", updates = {}, preempted, more = {} }: Answer) {
  return {
    Annotations: { DesiredTGUpdates: { web: { ...counters, ...updates } }, PreemptedAllocs: preempted ?? null },
    FailedTGAllocs: null,
    JobModifyIndex: 7,
    CreatedEvals: null,
    Diff: { Type: type, ID: "app", Fields: null, Objects: null, TaskGroups: null },
    NextPeriodicLaunch: null,
    Warnings: "",
    Index: 7,
    ...more,
  };
}

const job =
  'variable "a" {\n  default = ""\n}\nvariable "c" {\n  default = ""\n}\njob "app" {\n  type = "service"\n}\n';

async function plan(given: unknown, flags: readonly string[] = [], style: StyleName = "current", file = job) {
  const { context, written, requests } = stubbedContext({
    answers: { "PUT /v1/job/app/plan": given },
    files: { read: async (path) => (path === "v.hcl" ? "" : file) },
    style,
  });
  const exit = await runNomad(["job", "plan", ...flags, "app.nomad.hcl"], context);
  return { exit, requests, ...written };
}

describe("the exit code of a plan (spec 05 §12.3)", () => {
  test.each<[number, string, Answer]>([
    [0, "nothing differs", { type: "None", updates: { Place: 3, Ignore: 3 } }],
    [0, "updates in place only", { updates: { InPlaceUpdate: 2, Ignore: 1 } }],
    [1, "placements", { updates: { Place: 1 } }],
    [1, "stops", { updates: { Stop: 1 } }],
    [1, "migrations", { updates: { Migrate: 1 } }],
    [1, "destructive updates", { updates: { DestructiveUpdate: 1 } }],
    [1, "canaries", { updates: { Canary: 1 } }],
  ])("is %i: %s", async (code, _what, given) => {
    expect((await plan(answer(given))).exit).toBe(code);
    expect((await plan(answer(given), ["-diff=false"])).exit).toBe(code);
    expect((await plan(answer(given), ["-json-output"])).exit).toBe(code);
  });

  test.each<[string, readonly string[], string]>([
    ["a refusal", [], "Error during plan: Unexpected response code: 500 (no)"],
    ["two forms at once", ["-json-output", "-t", "x"], "Both -json-output and -t formatting are not allowed"],
    ["an unknown flag", ["-bogus"], "flag provided but not defined: -bogus"],
    ["too many arguments", ["more.json"], "This command takes one argument: <path>"],
    ["a template that cannot be used", ["-t", "{{"], "Error formatting the data: "],
    [
      "variables of a file in JSON",
      ["-json", "-var=a=b"],
      "Invalid job options: cannot use variables with JSON files.",
    ],
  ])("is 255: %s", async (_what, flags, text) => {
    const { exit, stderr } = await plan(flags.length === 0 ? new Refusal(500, "no\n") : answer({}), flags);
    expect(exit).toBe(255);
    expect(stderr).toContain(text);
  });

  test("does not ask for a difference in 2017", async () => {
    expect((await plan(answer({ type: "None", updates: { Place: 3 } }), [], "docs-2017")).exit).toBe(1);
  });
});

const preempted = (count: number, jobs: number) =>
  Array.from({ length: count }, (_, place) => ({
    ID: `alloc-${place}`,
    JobID: `job-${place % jobs}`,
    TaskGroup: "g",
    Namespace: "default",
    JobType: place % jobs === 1 ? "batch" : "service",
  }));

describe("preemptions (spec 06 §6.4)", () => {
  test.each<[string, readonly object[], string]>([
    [
      "few of them one by one",
      preempted(2, 2),
      "Alloc ID  Job ID  Task Group\nalloc-0   job-0   g\nalloc-1   job-1   g\n",
    ],
    [
      "more of them by job",
      preempted(12, 3),
      "Job ID  Namespace  Job Type  Preemptions\n" +
        "job-1   default    batch     4\n" +
        "job-0   default    service   4\n" +
        "job-2   default    service   4\n",
    ],
    ["those of many jobs by type", preempted(20, 20), "Job Type  Preemptions\nbatch     1\nservice   19\n"],
  ])("tells %s", async (_what, given, table) => {
    const { stdout } = await plan(answer({ preempted: given }));
    expect(stdout).toContain(`\n\nPreemptions:\n\n${table}Job Modify Index: 7\n`);
    expect((await plan(answer({ preempted: given }), [], "docs-2017")).stdout).not.toContain("Preemptions");
  });
});

describe("the dry run (spec 06 §6.4)", () => {
  test("names launches and rolling updates to come", async () => {
    const { stdout } = await plan(
      answer({
        more: {
          CreatedEvals: [{ TriggeredBy: "rolling-update", Wait: 30_000_000_000 }],
          NextPeriodicLaunch: "1970-01-01T05:30:00+05:30",
        },
      }),
    );
    expect(stdout).toContain(
      "- All tasks successfully allocated.\n" +
        "- Rolling update, next evaluation will be in 30s.\n" +
        "- If submitted now, next periodic launch would be at 1970-01-01T05:30:00+05:30 (0s from now).\n\n",
    );
  });

  test("says of a system job that it fits not everywhere", async () => {
    const failure = { FailedTGAllocs: { web: { NodesEvaluated: 0, CoalescedFailures: 1 } } };
    const ofSystem = 'job "app" {\n  type = "system"\n}\n';
    const { stdout } = await plan(answer({ more: failure }), [], "current", ofSystem);
    expect(stdout).toContain(
      "- WARNING: Failed to place allocations on all nodes.\n" +
        '  Task Group "web" (failed to place 2 allocations):\n' +
        "    * No nodes were eligible for evaluation\n\n",
    );
    expect((await plan(answer({ more: failure }))).stdout).toContain("- WARNING: Failed to place all allocations.\n");
  });
});

describe("the command that submits what was planned", () => {
  test("reads the file with the same flags", async () => {
    const flags = ["-var", "a=b", "-var-file", "v.hcl", "-var=c=d", "-namespace", "prod", "-hcl2-strict=false"];
    const { stdout, requests } = await plan(answer({}), flags);
    expect(stdout).toContain(
      '\nnomad job run -check-index 7 -var="a=b" -var="c=d" -var-file="v.hcl" -namespace="prod" -hcl2-strict=false app.nomad.hcl\n',
    );
    expect(requests).toEqual(["PUT /v1/job/app/plan?namespace=prod"]);
  });

  test("is the old one in 2017", async () => {
    const { stdout } = await plan(answer({}), [], "docs-2017");
    expect(stdout).toContain("\nnomad run -check-index 7 app.nomad.hcl\n");
    expect(stdout).toContain("\nserver side version matches the job modify index returned. If the index has\n");
  });

  test("goes to the job's own region and namespace", async () => {
    const own = 'job "app" {\n  namespace = "own"\n  region    = "moon"\n}\n';
    const { requests } = await plan(answer({}), ["-namespace", "prod"], "current", own);
    expect(requests).toEqual(["PUT /v1/job/app/plan?namespace=own&region=moon"]);
  });
});
