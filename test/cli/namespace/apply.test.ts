import { describe, expect, test } from "vitest";
import { filesOf, run } from "../run.js";

const nothing = {
  Description: "",
  Quota: "",
  Capabilities: null,
  NodePoolConfiguration: null,
  VaultConfiguration: null,
  ConsulConfiguration: null,
  Meta: null,
  CreateIndex: 0,
  ModifyIndex: 0,
  RequiredExtraClaims: null,
  OptionalExtraClaims: null,
};

describe("namespace apply", () => {
  test("of a name keeps what is there", async () => {
    const present = { ...nothing, Name: "prod", Description: "the shop", Meta: { a: "b" }, Hash: "x", ModifyIndex: 9 };
    const answers = { "GET /v1/namespace/prod": present, "PUT /v1/namespace": undefined };
    const { bodies, stdout } = await run(["namespace", "apply", "-quota", "small", "prod"], { answers });
    const { Hash: _, ...kept } = present;
    expect(bodies).toEqual([{ ...kept, Quota: "small" }]);
    expect(stdout).toBe('Successfully applied namespace "prod"!\n');
  });

  test("of a file in HCL says everything that it can", async () => {
    const files = filesOf({
      "ns.hcl": `name = "prod"
capabilities {
  enabled_network_modes = ["bridge"]
}
node_pool_config {
  default = "gpu"
  allowed = ["gpu", "cpu"]
}
vault { default = "v" }
required_extra_claims { a = "b" }`,
    });
    const answers = { "PUT /v1/namespace": undefined };
    const { bodies } = await run(["namespace", "apply", "ns.hcl"], { answers, files });
    expect(bodies).toEqual([
      {
        ...nothing,
        Name: "prod",
        Capabilities: {
          EnabledTaskDrivers: null,
          DisabledTaskDrivers: null,
          EnabledNetworkModes: ["bridge"],
          DisabledNetworkModes: null,
        },
        NodePoolConfiguration: { Default: "gpu", Allowed: ["gpu", "cpu"], Denied: null },
        VaultConfiguration: { Default: "v", Allowed: null, Denied: null },
        RequiredExtraClaims: { a: "b" },
      },
    ]);
  });

  test("of standard input in JSON leaves out what it does not know", async () => {
    const answers = { "PUT /v1/namespace": undefined };
    const input = ['{"Name": "prod",', '"Strange": 1}'];
    const { bodies } = await run(["namespace", "apply", "-json", "-"], { answers, input });
    expect(bodies).toEqual([{ ...nothing, Name: "prod" }]);
  });

  test.each([
    ["-json", "{", "Error parsing namespace specification: unexpected EOF\n"],
    [
      "-json=false",
      "name {",
      "Error parsing namespace specification: ns:1,6-7: Unclosed configuration block; There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.\n",
    ],
  ])("%s of %j is refused", async (flag, text, said) => {
    const { exit, stderr } = await run(["namespace", "apply", flag, "ns"], { files: filesOf({ ns: text }) });
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: said });
  });
});
