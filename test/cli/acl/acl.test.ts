import { describe, expect, test } from "vitest";
import { instantOf } from "../../../src/cli/text/times.js";
import { filesOf, run } from "../run.js";

const token = {
  AccessorID: "a-1",
  SecretID: "s-1",
  Name: "viewer",
  Type: "client",
  Policies: ["reader", "writer"],
  Roles: [{ ID: "r-1", Name: "ops" }],
  Global: false,
  CreateTime: "2026-11-23T02:36:15Z",
  ExpirationTime: "2026-11-24T02:36:15Z",
  ExpirationTTL: "24h0m0s",
  CreateIndex: 8,
  ModifyIndex: 9,
};

describe("acl token", () => {
  test("a client's shows its policies, its roles and when it ends", async () => {
    const { stdout } = await run(["acl", "token", "info", "a-1"], { answers: { "GET /v1/acl/token/a-1": token } });
    expect(stdout.split("\n").slice(5)).toEqual([
      "Create Time  = 2026-11-23 02:36:15 +0000 UTC",
      "Expiry Time  = 2026-11-24 02:36:15 +0000 UTC",
      "Create Index = 8",
      "Modify Index = 9",
      "Policies     = [reader writer]",
      "",
      "Roles",
      "ID   Name",
      "r-1  ops",
      "",
    ]);
  });

  test("what is not named stays when one is updated", async () => {
    const answers = { "GET /v1/acl/token/a-1": token, "PUT /v1/acl/token/a-1": token };
    const { bodies } = await run(["acl", "token", "update", "-policy", "x", "-global=true", "a-1"], { answers });
    expect(bodies).toEqual([{ ...token, Policies: ["x"], Global: true }]);
  });

  test("one that is made may have roles and an end", async () => {
    const answers = { "PUT /v1/acl/token": token };
    const flags = ["-role-id", "r-1", "-role-name", "ops", "-ttl", "8h", "-name", "x"];
    const { bodies } = await run(["acl", "token", "create", ...flags], { answers });
    expect(bodies).toMatchObject([
      {
        ExpirationTTL: "8h",
        Policies: null,
        Roles: [
          { ID: "r-1", Name: "" },
          { ID: "", Name: "ops" },
        ],
        Type: "client",
      },
    ]);
  });

  test("the list says which ones have ended", async () => {
    const now = instantOf("2026-11-25T00:00:00Z") ?? 0n;
    const answers = { "GET /v1/acl/tokens": [token, { ...token, Name: "boss", ExpirationTime: null }] };
    const { stdout } = await run(["acl", "token", "list"], { answers, now });
    expect(stdout).toBe(
      "Name    Type    Global  Accessor ID  Expired\nviewer  client  false   a-1          true\nboss    client  false   a-1          false\n",
    );
  });

  test("that of the flag is one's own", async () => {
    const answers = { "GET /v1/acl/token/self": token };
    expect((await run(["acl", "token", "self", "-token", "s-1"], { answers })).exit).toBe(0);
    expect((await run(["acl", "token", "self"], { answers })).exit).toBe(1);
  });
});

describe("acl bootstrap", () => {
  test("the secret comes from a file", async () => {
    const answers = { "PUT /v1/acl/bootstrap": { ...token, Type: "management" } };
    const { bodies, stdout } = await run(["acl", "bootstrap", "f"], { answers, files: filesOf({ f: " secret\n" }) });
    expect(bodies).toEqual([{ BootstrapSecret: "secret" }]);
    expect(stdout.endsWith("Policies     = n/a\nRoles        = n/a\n")).toBe(true);
  });

  test("a file that is not there", async () => {
    expect((await run(["acl", "bootstrap", "f"])).stderr).toBe(
      "Error reading bootstrap secret: open f: no such file or directory\n",
    );
  });
});

describe("acl policy apply", () => {
  const answers = { "PUT /v1/acl/policy/p": undefined };

  test("rules from standard input, attached to a workload", async () => {
    const flags = ["-namespace", "prod", "-job", "web", "-group", "g"];
    const { bodies, stdout } = await run(["acl", "policy", "apply", ...flags, "p", "-"], {
      answers,
      input: ["node {}"],
    });
    expect(bodies).toEqual([
      {
        Name: "p",
        Description: "",
        Rules: "node {}\n",
        JobACL: { Namespace: "prod", JobID: "web", Group: "g", Task: "" },
        CreateIndex: 0,
        ModifyIndex: 0,
      },
    ]);
    expect(stdout).toBe('Successfully wrote "p" ACL policy!\n');
  });

  test.each([
    [["-group", "g"], "-job is required when -group is set\n"],
    [["-job", "j", "-task", "t"], "-group is required when -task is set\n"],
  ])("%j names a part of a workload", async (flags, said) => {
    const { stderr } = await run(["acl", "policy", "apply", ...flags, "p", "-"], { answers });
    expect(stderr).toBe(said);
  });
});
