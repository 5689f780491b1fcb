import { describe, expect, test } from "vitest";
import { run } from "../run.js";

describe("operator api", () => {
  test.each([
    ["jobs", "GET /v1/jobs"],
    ["/v1/jobs?prefix=a", "GET /v1/jobs?prefix=a"],
    ["v1/status/leader", "GET /v1/status/leader"],
  ])("%s asks for %s", async (path, request) => {
    const { requests, stdout, exit } = await run(["operator", "api", path]);
    expect({ requests, stdout, exit }).toEqual({ requests: [request], stdout: "not found", exit: 0 });
  });

  test("flags and the path's own parameters come together", async () => {
    const { requests } = await run(["operator", "api", "-namespace", "prod", "-filter", "a == 1", "/v1/jobs?x=1"]);
    expect(requests).toEqual(["GET /v1/jobs?x=1&filter=a+%3D%3D+1&namespace=prod"]);
  });

  test("text on standard input is posted, and a terminal is not read from", async () => {
    const answers = { "POST /v1/jobs/parse": {} };
    const posted = await run(["operator", "api", "/v1/jobs/parse"], { answers, input: ['{"a": 1}'] });
    expect(posted.bodies).toEqual([{ a: 1 }]);
    const asked = await run(["operator", "api", "/v1/jobs"], { inputIsTty: true, input: ["never read"] });
    expect(asked.requests).toEqual(["GET /v1/jobs"]);
  });

  test("-dryrun prints the request for a shell", async () => {
    const flags = ["-dryrun", "-H", "X-It: it's", "-X", "POST"];
    const { stdout, requests } = await run(["operator", "api", ...flags, "/v1/jobs/parse"], { input: ["{}"] });
    expect(stdout).toBe(
      "curl \\\n  -X POST \\\n  -H 'X-It: it'\\''s' \\\n  --data '{}' \\\n  http://agent/v1/jobs/parse\n",
    );
    expect(requests).toEqual([]);
  });

  test("a header without a colon", async () => {
    const { stderr } = await run(["operator", "api", "-H", "x", "/v1/jobs"]);
    expect(stderr).toBe('Invalid header "x": it has the form "name: value"\n');
  });
});

const configuration = {
  SchedulerAlgorithm: "binpack",
  PreemptionConfig: {
    SystemSchedulerEnabled: true,
    SysBatchSchedulerEnabled: false,
    BatchSchedulerEnabled: false,
    ServiceSchedulerEnabled: false,
  },
  MemoryOversubscriptionEnabled: false,
  RejectJobRegistration: false,
  PauseEvalBroker: false,
  NodeLimitForFeasibilityChecks: 30,
  CreateIndex: 5,
  ModifyIndex: 5,
};

describe("operator scheduler set-config", () => {
  const path = "/v1/operator/scheduler/configuration";
  const answers = { [`GET ${path}`]: { SchedulerConfig: configuration }, [`PUT ${path}`]: { Updated: true } };
  const set = (flags: readonly string[], overrides = {}) =>
    run(["operator", "scheduler", "set-config", ...flags], { answers: { ...answers, ...overrides } });

  test("what is not named stays; a limit of 0 is one that is named", async () => {
    expect((await set(["-scheduler-algorithm", "spread"])).bodies).toEqual([
      { ...configuration, SchedulerAlgorithm: "spread" },
    ]);
    expect((await set(["-node-limit-for-feasibility-checks", "0"])).bodies).toMatchObject([
      { NodeLimitForFeasibilityChecks: 0 },
    ]);
  });

  test("a race that was lost", async () => {
    const { exit, stderr } = await set([], { [`PUT ${path}`]: { Updated: false } });
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr: "Scheduler configuration could not be atomically updated, please try again\n",
    });
  });

  test("an index that is none", async () => {
    expect((await set(["-check-index", "x"])).stderr).toBe(
      'Error parsing check-index value "x": strconv.ParseUint: parsing "x": invalid syntax\n',
    );
  });
});

describe("operator autopilot set-config", () => {
  const path = "/v1/operator/autopilot/configuration";
  const present = { LastContactThreshold: "200ms", MaxTrailingLogs: 250, CreateIndex: 4, ModifyIndex: 4 };

  test.each([
    [true, "", "Configuration updated!\n", 0],
    [false, "Configuration could not be atomically updated, please try again\n", "", 1],
  ])("answered %s", async (answer, stderr, stdout, exit) => {
    const answers = { [`GET ${path}`]: present, [`PUT ${path}`]: answer };
    const ran = await run(["operator", "autopilot", "set-config", "-last-contact-threshold=1s"], { answers });
    expect(ran).toMatchObject({ exit, stdout, stderr, bodies: [{ ...present, LastContactThreshold: "1s" }] });
  });

  test("a duration that is none is a wrong flag", async () => {
    const argv = ["operator", "autopilot", "set-config", "-server-stabilization-time", "soon"];
    const { stderr, exit } = await run(argv, { answers: { [`GET ${path}`]: present } });
    expect({ stderr, exit }).toEqual({
      stderr: 'invalid value "soon" for flag -server-stabilization-time: time: invalid duration "soon"\n',
      exit: 1,
    });
  });
});

describe("operator raft", () => {
  test.each([
    ["remove-peer", ["-peer-id", "a"], "DELETE /v1/operator/raft/peer?id=a", 'Removed peer with id "a"\n'],
    [
      "transfer-leadership",
      ["-peer-address", "a:1"],
      "PUT /v1/operator/raft/transfer-leadership?address=a%3A1",
      'Transferred leadership to peer with address "a:1"\n',
    ],
  ])("%s %j", async (verb, flags, request, said) => {
    const answers = {
      "DELETE /v1/operator/raft/peer": undefined,
      "PUT /v1/operator/raft/transfer-leadership": undefined,
    };
    const { requests, stdout } = await run(["operator", "raft", verb, ...flags], { answers });
    expect({ requests, stdout }).toEqual({ requests: [request], stdout: said });
  });

  test.each([[[]], [["-peer-id", "a", "-peer-address", "b"]]])("a peer is named in one way: %j", async (flags) => {
    const { exit, requests } = await run(["operator", "raft", "remove-peer", ...flags]);
    expect({ exit, requests }).toEqual({ exit: 1, requests: [] });
  });
});
