import { describe, expect, test } from "vitest";
import { createCluster } from "../../../src/createCluster.js";

const files = {
  "ns.hcl": 'name = "prod"\ndescription = "the shop"\nmeta {\n  owner = "ops"\n}\n',
  "pool.hcl": 'node_pool "gpu" {\n  description = "machines with GPUs"\n}\n',
};

/** The commands of one session, each with its exit code where that is not 0. */
async function play(lines: readonly string[], options = {}): Promise<string> {
  const cluster = createCluster({
    nodes: [{ name: "client-1", idPrefix: "a8dcce2d", meta: { rack: "r1" } }],
    files,
    ...options,
  });
  const said: string[] = [];
  for (const line of lines) {
    const { output, exitCode } = await cluster.run(`nomad ${line}`);
    said.push(exitCode === 0 ? output : `${output}[${exitCode}]\n`);
  }
  return said.join("");
}

describe("commands on a simulated cluster", () => {
  test("namespaces", async () => {
    expect(await play(["namespace apply ns.hcl", "namespace list", "status prod", "namespace delete prod"])).toBe(
      'Successfully applied namespace "prod"!\n' +
        "Name     Description\ndefault  Default shared namespace\nprod     the shop\n" +
        "Name                   = prod\nDescription            = the shop\nQuota                  = <none>\n" +
        "Enabled Drivers        = *\nDisabled Drivers       = <none>\nEnabled Network Modes  = *\n" +
        "Disabled Network Modes = <none>\n\nMetadata\nowner = ops\n" +
        'Successfully deleted namespace "prod"!\n',
    );
  });

  test("node pools and what is in them", async () => {
    expect(
      await play(["node pool apply pool.hcl", "node pool nodes gpu", "node pool nodes all", "node pool jobs gpu"]),
    ).toBe(
      'Successfully applied node pool "gpu"!\nNo nodes\n' +
        "ID        DC   Name      Class   Drain  Eligibility  Status\n" +
        "a8dcce2d  dc1  client-1  <none>  false  eligible     ready\nNo jobs\n",
    );
  });

  test("metadata", async () => {
    expect(await play(["node meta apply -node-id a8 -unset rack colour=blue", "node meta read -node-id a8"])).toBe(
      "All Meta\ncolour = blue\n\nDynamic Meta\ncolour = blue\nrack   = <unset>\n\nStatic Meta\nrack = r1\n",
    );
  });

  test("the scheduler's configuration", async () => {
    const output = await play([
      "operator scheduler set-config -scheduler-algorithm spread -preempt-batch-scheduler=true",
      "operator scheduler set-config -scheduler-algorithm random",
      "operator scheduler get-config -t {{.SchedulerConfig.SchedulerAlgorithm}}",
    ]);
    expect(output).toBe(
      "Scheduler configuration updated!\n" +
        "Error setting scheduler configuration: Unexpected response code: 400 (invalid scheduler algorithm: random)\n[1]\n" +
        "spread\n",
    );
  });

  test("the one server", async () => {
    const output = await play(["server members", "agent-info"]);
    expect(output).toContain(
      "coalmine.global  127.0.0.1  4648  alive   true    3             2.0.5  dc1         global\n",
    );
    expect(output).toContain("raft\n  last_log_index = ");
  });

  test.each([
    ["var put a b=c", "Error creating variable: Unexpected response code: 501 (variables are not simulated)\n[1]\n"],
    ["var list", "[]\n"],
    ["acl bootstrap", "Error bootstrapping: Unexpected response code: 400 (ACL support disabled)\n[1]\n"],
    [
      "operator raft list-peers",
      "Failed to retrieve raft configuration: Unexpected response code: 501 (Raft is not simulated)\n[1]\n",
    ],
    ["license get", "Error getting license: Nomad Enterprise only endpoint\n[1]\n"],
    [
      "namespace delete default",
      "Error deleting namespace: Unexpected response code: 500 (can not delete default namespace)\n[1]\n",
    ],
  ])("%s", async (line, output) => {
    expect(await play([line])).toBe(output);
  });
});
