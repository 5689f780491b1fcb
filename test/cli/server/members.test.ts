import { describe, expect, test } from "vitest";
import { Refusal } from "../agentStub.js";
import { run } from "../run.js";

function member(Name: string, region: string, port: string) {
  const Tags = { region, port, raft_vsn: "3", build: "2.0.5", dc: "dc1" };
  return { Name, Addr: "10.0.0.1", Port: 4648, Status: "alive", ProtocolCur: 2, Tags };
}

const members = { Members: [member("b.eu", "eu", "2"), member("a.global", "global", "1")] };

describe("server members", () => {
  test("stand by name, each asked for the leader of its region", async () => {
    const answers = { "GET /v1/agent/members": members, "GET /v1/status/leader": "10.0.0.1:2" };
    const { stdout, requests, exit } = await run(["server", "members"], { answers });
    expect(exit).toBe(0);
    expect(requests.slice(1)).toEqual(["GET /v1/status/leader?region=eu", "GET /v1/status/leader?region=global"]);
    expect(stdout.split("\n").slice(1, 3)).toEqual([
      "a.global  10.0.0.1  4648  alive   false   3             2.0.5  dc1         global",
      "b.eu      10.0.0.1  4648  alive   true    3             2.0.5  dc1         eu",
    ]);
  });

  test("are shown although nobody knows the leader", async () => {
    const answers = {
      "GET /v1/agent/members": members,
      "GET /v1/status/leader": new Refusal(500, "No cluster leader"),
    };
    const { stdout, stderr, exit } = await run(["server", "members"], { answers });
    expect(exit).toBe(1);
    expect(stdout).toContain("b.eu");
    expect(stderr).toContain('Error determining leaders: Region "eu": Unexpected response code: 500');
  });

  test("their tags can be pinned to an order", async () => {
    const answers = { "GET /v1/agent/members": members, "GET /v1/status/leader": "x" };
    const pins = { tags: ["region", "dc"] };
    const { stdout } = await run(["server", "members", "-verbose"], { answers, pins });
    expect(stdout).toContain("region=eu,dc=dc1,build=2.0.5,port=2,raft_vsn=3");
  });
});

describe("server join and force-leave", () => {
  test("every address is tried", async () => {
    const answers = { "PUT /v1/agent/join": { num_joined: 2, error: "" } };
    const { stdout, requests } = await run(["server", "join", "a:1", "b:2"], { answers });
    expect({ stdout, requests }).toEqual({
      stdout: "Joined 2 servers successfully\n",
      requests: ["PUT /v1/agent/join?address=a%3A1&address=b%3A2"],
    });
  });

  test("none of them was joined", async () => {
    const answers = { "PUT /v1/agent/join": { num_joined: 0, error: "no route" } };
    expect(await run(["server", "join", "a"], { answers })).toMatchObject({
      exit: 1,
      stderr: "Error joining: no route\n",
    });
  });

  test("-prune takes it off the list", async () => {
    const answers = { "PUT /v1/agent/force-leave": undefined };
    const { requests, exit, stdout } = await run(["server", "force-leave", "-prune", "a"], { answers });
    expect({ requests, exit, stdout }).toEqual({
      requests: ["PUT /v1/agent/force-leave?node=a&prune=1"],
      exit: 0,
      stdout: "",
    });
  });

  test("the old name warns, and runs the command", async () => {
    const { stderr, exit } = await run(["server-join"]);
    expect(exit).toBe(1);
    expect(stderr).toBe(
      'WARNING! The "nomad server-join" command is deprecated. Please use "nomad\n' +
        'server join" instead. This command will be removed a later version of Nomad.\n\n' +
        "This command takes at least one argument: <addr>\n" +
        "For additional help try 'nomad server join -help'\n",
    );
  });
});
