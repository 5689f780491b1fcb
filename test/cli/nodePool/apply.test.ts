import { describe, expect, test } from "vitest";
import { filesOf, run } from "../run.js";

const answers = { "PUT /v1/node/pools": undefined };

describe("node pool apply", () => {
  test.each([
    [
      [],
      'node_pool "gpu" {\n  node_identity_ttl = "12h"\n  scheduler_config {\n    scheduler_algorithm = "spread"\n    memory_oversubscription_enabled = true\n  }\n}\n',
      {
        NodeIdentityTTL: "12h",
        SchedulerConfiguration: { SchedulerAlgorithm: "spread", MemoryOversubscriptionEnabled: true },
      },
    ],
    [
      ["-json"],
      '{"Name": "gpu", "SchedulerConfiguration": {"SchedulerAlgorithm": "binpack"}}',
      { SchedulerConfiguration: { SchedulerAlgorithm: "binpack", MemoryOversubscriptionEnabled: null } },
    ],
    [["-json"], '{"Name": "gpu", "Description": "d", "Meta": {"a": "b"}}', { Description: "d", Meta: { a: "b" } }],
  ])("%j of %j", async (flags, text, expected) => {
    const files = filesOf({ pool: text });
    const { bodies, stdout } = await run(["node", "pool", "apply", ...flags, "pool"], { answers, files });
    expect(bodies).toEqual([
      {
        NodeIdentityTTL: "",
        Name: "gpu",
        Description: "",
        Meta: null,
        SchedulerConfiguration: null,
        CreateIndex: 0,
        ModifyIndex: 0,
        ...expected,
      },
    ]);
    expect(stdout).toBe('Successfully applied node pool "gpu"!\n');
  });

  test.each([
    ["", "Failed to parse input content: a node_pool block is required\n"],
    ['node_pool "a" {}', undefined],
  ])("%j", async (text, complaint) => {
    const { stderr } = await run(["node", "pool", "apply", "pool"], { answers, files: filesOf({ pool: text }) });
    expect(stderr).toBe(complaint ?? "");
  });
});

describe("node pool init", () => {
  test("writes an example that can be applied, and not over a file", async () => {
    const written: Record<string, string> = {};
    const write = async (path: string, text: string) => {
      written[path] = text;
    };
    const files = { ...filesOf(written), write };
    expect((await run(["node", "pool", "init"], { files })).stdout).toBe(
      "Example node pool specification written to pool.nomad.hcl\n",
    );
    expect((await run(["node", "pool", "init"], { files })).stderr).toBe('File "pool.nomad.hcl" already exists\n');
    expect((await run(["node", "pool", "init", "-json", "-quiet", "x.json"], { files })).stdout).toBe("");
    const applied = await run(["node", "pool", "apply", "pool.nomad.hcl"], { answers, files });
    expect(applied.bodies).toMatchObject([{ Name: "example", Meta: { environment: "test" } }]);
    expect((await run(["node", "pool", "apply", "-json", "x.json"], { answers, files })).bodies).toEqual(
      applied.bodies,
    );
  });
});
