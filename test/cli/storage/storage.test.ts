import { describe, expect, test } from "vitest";
import { run } from "../run.js";

const volume = { ID: "v-1", Name: "data", Namespace: "default", PluginID: "p", Schedulable: true, AccessMode: "rw" };
const plugin = {
  ID: "ebs",
  Provider: "aws.ebs",
  Version: "1.0.1",
  ControllersHealthy: 1,
  ControllersExpected: 2,
  NodesHealthy: 3,
  NodesExpected: 3,
};

describe("volume status", () => {
  test("of one type", async () => {
    const answers = { "GET /v1/volumes": [volume] };
    const { stdout, requests } = await run(["volume", "status", "-type", "csi", "-plugin_id", "p"], { answers });
    expect(requests).toEqual(["GET /v1/volumes?plugin_id=p&type=csi"]);
    expect(stdout).toBe(
      "Container Storage Interface\nID   Name  Namespace  Plugin ID  Schedulable  Access Mode\nv-1  data  default    p          true         rw\n",
    );
  });

  test("of one volume, or of none", async () => {
    const one = await run(["volume", "status", "-type", "csi", "v"], { answers: { "GET /v1/volumes": [volume] } });
    expect(one.stdout).toBe("ID        = v-1\nName      = data\nNamespace = default\nPlugin ID = p\n");
    const none = await run(["volume", "status", "v"], { answers: { "GET /v1/volumes": [] } });
    expect([none.exit, none.stderr]).toEqual([1, 'No volume(s) with prefix or ID "v" found\n']);
  });
});

describe("plugin status", () => {
  const answers = { "GET /v1/plugins": [plugin, { ...plugin, ID: "ebs-2" }] };

  test("all of them", async () => {
    const { stdout } = await run(["plugin", "status"], { answers });
    expect(stdout).toContain("ebs    aws.ebs   1/2                           3/3\n");
  });

  test("an exact ID wins", async () => {
    const { stdout } = await run(["plugin", "status", "ebs"], { answers });
    expect(stdout.startsWith("ID                   = ebs\nProvider             = aws.ebs\n")).toBe(true);
  });

  test("a beginning of several", async () => {
    const { exit, stderr } = await run(["plugin", "status", "eb"], { answers });
    expect(exit).toBe(1);
    expect(stderr.startsWith("Prefix matched multiple plugins\n\n")).toBe(true);
  });
});
