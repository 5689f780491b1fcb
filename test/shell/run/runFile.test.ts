import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import { defaultSchedulerConfiguration } from "../../../src/model/schedulerConfiguration.js";
import { isOutsideAction } from "../../../src/shell/run/actionShapes.js";
import type { Run } from "../../../src/shell/run/run.js";
import { withAction } from "../../../src/shell/run/run.js";
import { looksLikeRun, readRun, writeRun } from "../../../src/shell/run/runFile.js";
import { ShellPlay, start } from "../shellPlay.js";

const job = { namespace: "default", jobId: "web" } as const;

/** One of each kind, with all that it can have. */
const actions: { readonly [Kind in OutsideAction["kind"]]: Extract<OutsideAction, { readonly kind: Kind }> } = {
  "register-job": {
    kind: "register-job",
    job: { ID: "web", Update: { MinHealthyTime: 9_223_372_036_854_775_807n } },
    namespace: "default",
    region: "global",
    enforceIndex: 0,
    evalPriority: 50,
    preserveCounts: true,
    preserveResources: false,
    submission: { source: "job {}", format: "hcl2", variableFlags: undefined, variables: "a = 1" },
  },
  "deregister-job": { kind: "deregister-job", ...job, purge: true, evalPriority: 1, noShutdownDelay: true },
  "revert-job": { kind: "revert-job", ...job, version: 0, enforcePriorVersion: 1 },
  "scale-job": { kind: "scale-job", ...job, group: "g", count: 3, message: "", error: true, enforceIndex: 7 },
  "evaluate-job": { kind: "evaluate-job", ...job, forceReschedule: true },
  "mark-job-stable": { kind: "mark-job-stable", ...job, version: 1, stable: false },
  "tag-job-version": { kind: "tag-job-version", ...job, name: "n", version: 0, latest: true, description: "d" },
  "untag-job-version": { kind: "untag-job-version", ...job, name: "n" },
  "promote-deployment": { kind: "promote-deployment", deploymentId: "d", groups: ["a", "b"] },
  "fail-deployment": { kind: "fail-deployment", deploymentId: "d" },
  "pause-deployment": { kind: "pause-deployment", deploymentId: "d", pause: true },
  "unblock-deployment": { kind: "unblock-deployment", deploymentId: "d" },
  "set-allocation-health": { kind: "set-allocation-health", deploymentId: "d", healthy: ["a"], unhealthy: [] },
  "stop-allocation": { kind: "stop-allocation", allocationId: "a", noShutdownDelay: false, reschedule: true },
  "dispatch-job": {
    kind: "dispatch-job",
    ...job,
    payload: "aGVsbG8=",
    meta: { __proto__: "x", key: "value" },
    idPrefixTemplate: "t",
    priority: 0,
    idempotencyToken: "i",
  },
  "force-periodic-job": { kind: "force-periodic-job", ...job },
  "delete-evaluations": { kind: "delete-evaluations", evaluationIds: ["e"] },
  "collect-garbage": { kind: "collect-garbage" },
  "restart-allocation": { kind: "restart-allocation", allocationId: "a", task: "t", allTasks: true },
  "signal-allocation": { kind: "signal-allocation", allocationId: "a", task: "t", signal: "SIGHUP" },
  "configure-scheduler": { kind: "configure-scheduler", configuration: defaultSchedulerConfiguration },
  "apply-namespace": {
    kind: "apply-namespace",
    namespace: {
      name: "n",
      description: "d",
      quota: "q",
      meta: { a: "b" },
      capabilities: {
        enabledTaskDrivers: ["docker"],
        disabledTaskDrivers: undefined,
        enabledNetworkModes: [],
        disabledNetworkModes: undefined,
      },
    },
  },
  "delete-namespace": { kind: "delete-namespace", name: "n" },
  "apply-node-pool": {
    kind: "apply-node-pool",
    nodePool: { name: "p", description: "d", meta: {}, identityTtlMs: 1.5 },
  },
  "delete-node-pool": { kind: "delete-node-pool", name: "p" },
  "set-node-metadata": { kind: "set-node-metadata", nodeId: "n", meta: { a: "b", c: null } },
  "register-node": {
    kind: "register-node",
    node: {
      name: "n",
      idPrefix: "ab",
      datacenter: "dc1",
      nodeClass: "c",
      nodePool: "p",
      meta: { a: "b" },
      attributes: { c: "d" },
      lacks: ["e"],
      drivers: ["docker"],
      addresses: ["10.0.0.1"],
      cpu: 1000.5,
      memoryMb: 1,
      diskMb: 2,
    },
  },
  "drain-node": {
    kind: "drain-node",
    nodeId: "n",
    drain: { deadlineMs: -1, ignoreSystemJobs: true },
    markEligible: false,
    meta: {},
  },
  "set-node-eligibility": { kind: "set-node-eligibility", nodeId: "n", eligibility: "ineligible" },
  "evaluate-node": { kind: "evaluate-node", nodeId: "n" },
  "purge-node": { kind: "purge-node", nodeId: "n" },
  "cut-off-node": { kind: "cut-off-node", nodeId: "n", tasksDie: true },
  "reconnect-node": { kind: "reconnect-node", nodeId: "n" },
  "fail-tasks": { kind: "fail-tasks", allocationId: "a", task: "t", exitCode: 1 },
  "pin-identifiers": { kind: "pin-identifiers", pins: { "allocation.web": ["ab", "cd"] } },
  "pass-time": { kind: "pass-time", until: start },
};

const run: Run = {
  stage: {
    style: "docs-2017",
    clock: start + 5,
    seed: -3,
    latency: "realistic",
    nodes: [{ name: "client-1", idPrefix: "ab" }],
  },
  page: { file: "page.md", text: "# A page\n" },
  steps: [
    { line: "nomad x", actions: Object.values(actions), files: new Map() },
    { line: "cat > a.txt", actions: [], files: new Map([["a.txt", 'one "two"\n']]) },
  ],
};

describe("a saved run", () => {
  test("holds all there is to know, every digit of it", () => {
    expect(readRun("run.json", writeRun(run))).toStrictEqual(run);
    expect(readRun("run.json", writeRun({ ...run, page: undefined })).page).toBeUndefined();
  });

  test("what is left out stays out", () => {
    const plain: OutsideAction = { kind: "drain-node", nodeId: "n", drain: undefined, markEligible: true };
    const [step] = readRun("", writeRun({ ...run, steps: [{ line: "", actions: [plain], files: new Map() }] })).steps;
    expect(step?.actions).toEqual([{ kind: "drain-node", nodeId: "n", markEligible: true }]);
  });

  test("is told from other files", () => {
    expect(looksLikeRun(writeRun(run))).toBe(true);
    expect(looksLikeRun('{"Job": {}}')).toBe(false);
  });

  test("of passing time only where it led counts, between two other actions", () => {
    const pass = (until: number) => ({ kind: "pass-time", until }) as const;
    const gathered = [pass(1), pass(2), actions["collect-garbage"], pass(3), pass(4)].reduce(withAction, []);
    expect(gathered).toEqual([pass(2), actions["collect-garbage"], pass(4)]);
  });

  test("what the cluster does by itself belongs to none", () => {
    expect(isOutsideAction(actions["pass-time"])).toBe(true);
    expect(isOutsideAction({ kind: "evaluate", evaluationId: "e" })).toBe(false);
  });
});

describe("a file that is no run is refused with the place, and nothing is lost", () => {
  const valid = writeRun(run);
  const cases: readonly (readonly [string, (text: string) => string, string])[] = [
    [
      "broken",
      (text) => text.replace('"version": 1,', '"version": 1'),
      "4:3: It is no JSON: invalid character '\"' after object key:value pair.",
    ],
    ["cut", (text) => text.slice(0, 30), "3:3: It is no JSON: unexpected EOF."],
    ["empty", () => "", "1:1: It is no JSON: unexpected EOF."],
    ["a list", () => "[]", " the whole: an object has to stand here."],
    ["a job", () => '{"Job": {}}', ' coalmine: a saved run begins with "coalmine": "run".'],
    [
      "of another version",
      (text) => text.replace('"version": 1', '"version": 2'),
      " version: this Coalmine reads version 1 of the format.",
    ],
    [
      "with more than there can be",
      (text) => text.replace('"steps"', '"more": 1, "steps"'),
      " more: nothing of that name can stand here.",
    ],
    ["without steps", (text) => text.replace('"steps"', '"page2"'), " page2: nothing of that name can stand here."],
    [
      "of a time that is none",
      (text) => text.replace("16:00:00.005Z", "25:00"),
      " stage.clock: a time such as 2026-01-05T16:00:00.000Z has to stand here.",
    ],
    [
      "of another style",
      (text) => text.replace("docs-2017", "docs-2018"),
      " stage.style: one of current, docs-2017 has to stand here.",
    ],
    [
      "with a node that is none",
      (text) => text.replace('"name": "client-1"', '"name": 1'),
      " stage.nodes[0].name: a text has to stand here.",
    ],
    [
      "with an action that is none",
      (text) => text.replace('"kind": "revert-job"', '"kind": "evaluate"'),
      " steps[0].actions[2].kind: the kind of an action that comes from outside has to stand here.",
    ],
    [
      "with an index that is none",
      (text) => text.replace('"enforceIndex": 7', '"enforceIndex": 7.5'),
      " steps[0].actions[3].enforceIndex: an integer has to stand here.",
    ],
    [
      "with a flag that is none",
      (text) => text.replace('"purge": true', '"purge": "true"'),
      " steps[0].actions[1].purge: true or false has to stand here.",
    ],
    [
      "with a member that is missing",
      (text) => text.replace('"deploymentId": "d",\n          "groups"', '"groups"'),
      " steps[0].actions[8].deploymentId: a text has to stand here.",
    ],
    [
      "with groups that are none",
      (text) => text.replace(/"groups": \[[^\]]*\]/, '"groups": "some"'),
      " steps[0].actions[8].groups: a list has to stand here.",
    ],
    [
      "with a file that is none",
      (text) => text.replace(/"a.txt": .*/, '"a.txt": null'),
      " steps[1].files.a.txt: a text has to stand here.",
    ],
  ];

  test.each(cases)("%s", async (_, spoil, complaint) => {
    const spoilt = spoil(valid);
    expect(spoilt).not.toBe(valid);
    const play = new ShellPlay();
    await play.type("sleep 1s");
    const before = play.state;
    play.machine.set("run.json", spoilt);
    expect(await play.type("open run.json")).toBe(`run.json:${complaint}\n`);
    expect([play.shell.exitCode, play.state === before]).toEqual([1, true]);
  });

  test("what a cluster refuses", async () => {
    const play = new ShellPlay();
    await play.type("sleep 1s", "sleep 2s", "save run.json");
    const text = play.machine.get("run.json") ?? "";
    const refused = '{ "kind": "fail-deployment", "deploymentId": "d" },';
    play.machine.set("run.json", text.replace(/("sleep 2s",\s*"actions": \[)/, `$1${refused}`));
    expect(await play.type("open run.json")).toBe(
      "run.json: steps[1].actions[0]: The cluster refuses it: deployment lookup failed: index error: UUID must be 36 characters.\n",
    );
  });

  test("more time than a command can take", async () => {
    const play = new ShellPlay();
    await play.type("sleep 1s", "save run.json");
    const text = play.machine.get("run.json") ?? "";
    play.machine.set("run.json", text.replace(String(start + 1_000), "8640000000000000"));
    expect(await play.type("open run.json")).toBe(
      "run.json: steps[0].actions[0].until: No command takes longer than 24 virtual hours.\n",
    );
  });

  test("a node that cannot be, a page that is none", async () => {
    const play = new ShellPlay();
    await play.type("save run.json");
    const text = play.machine.get("run.json") ?? "";
    play.machine.set("run.json", text.replace('"client-1"', '""'));
    expect(await play.type("open run.json")).toMatch(/^run.json: stage.nodes: .*\.\n$/);
    play.machine.set("run.json", text.replace('"steps"', '"page": {"file": "p.md", "text": "---\\nno end"}, "steps"'));
    expect(await play.type("open run.json")).toMatch(/^run.json: page.text: p.md:1: The front matter is not closed/);
  });
});

describe("saving and opening", () => {
  test("say what they did", async () => {
    const play = new ShellPlay();
    await play.type("sleep 1s");
    expect(await play.type("save run.json")).toBe("Saved 1 command.\n");
    await play.type("nomad status");
    expect(await play.type("save run.json")).toBe("Saved 2 commands.\n");
    expect(await play.type("open run.json")).toBe("Went through 2 commands.\n");
  });

  test("one can go back through what was opened, and to what was before", async () => {
    const play = new ShellPlay();
    await play.type("sleep 5s", "save run.json", "sleep 1h");
    const before = play.state;
    await play.type("open run.json");
    expect(play.state.world.now).toBe(start + 5_000);
    expect(await play.type("undo 2")).toBe("Took back: sleep 5s\nTook back: open run.json\n");
    expect(play.state).toBe(before);
  });

  test("a file that is no saved run is not written over", async () => {
    const play = new ShellPlay();
    play.machine.set("web.nomad.hcl", "job {}");
    expect(await play.type("save web.nomad.hcl")).toBe(
      "web.nomad.hcl is there already and no saved run: it was left as it is.\n",
    );
    expect(play.machine.get("web.nomad.hcl")).toBe("job {}");
  });

  test.each([
    ["save", "save takes one file."],
    ["open a b", "open takes one file."],
    ["open nothing.json", "open nothing.json: no such file or directory"],
    ["open nothing.md", "open nothing.md: no such file or directory"],
  ])("%s: %s", async (line, problem) => {
    expect(await new ShellPlay().type(line)).toBe(`${problem}\n`);
  });

  test("a page with a mistake is not opened", async () => {
    const play = new ShellPlay();
    play.machine.set("p.md", "---\nstyle: new\n---\n");
    expect(await play.type("open p.md")).toBe('p.md:2: "new" is none of docs-2017, current.\n');
  });
});
