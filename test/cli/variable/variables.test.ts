import { describe, expect, test } from "vitest";
import { Refusal } from "../agentStub.js";
import { filesOf, run } from "../run.js";

const variable = {
  Namespace: "default",
  Path: "app/config",
  CreateIndex: 64,
  ModifyIndex: 66,
  CreateTime: 1_795_400_849_000_000_000,
  ModifyTime: 1_795_400_859_000_000_000,
  Items: { user: "alice", pass: "a<b" },
};
const answers = { "GET /v1/var/app/config": variable, "PUT /v1/var/app/config": variable };

describe("var get", () => {
  test.each([
    [["-item", "pass"], "a<b"],
    [["-out", "none"], ""],
    [["-out", "go-template", "-template", "{{.Path}} {{.Items.user}}"], "app/config alice\n"],
    [
      ["-out", "table"],
      "Namespace   = default\nPath        = app/config\nCreate Time = 2026-11-23T02:27:29Z\n" +
        "Modify Time = 2026-11-23T02:27:39Z\nCheck Index = 66\n\nItems\npass = a<b\nuser = alice\n",
    ],
    [
      ["-out", "hcl"],
      'namespace    = "default"\npath         = "app/config"\ncreate_index = 64\nmodify_index = 66\n' +
        "create_time  = 1795400849000000000\nmodify_time  = 1795400859000000000\n\n" +
        'items = {\n  "pass" = "a<b"\n  "user" = "alice"\n}\n',
    ],
  ])("%j", async (flags, text) => {
    expect((await run(["var", "get", ...flags, "app/config"], { answers })).stdout).toBe(text);
  });

  test("JSON has the members in Nomad's order, and escapes as Go does", async () => {
    const { stdout } = await run(["var", "get", "app/config"], { answers });
    expect(stdout.startsWith('{\n  "Namespace": "default",\n  "Path": "app/config",\n')).toBe(true);
    expect(stdout).toContain('"pass": "a\\u003cb"');
  });

  test.each([
    [["-item", "none", "app/config"], 'Variable does not contain "none" item\n'],
    [["-out", "xml", "app/config"], 'Invalid value "xml" for -out: it is one of table, json, hcl, none, go-template\n'],
    [["-template", "x", "app/config"], "-out go-template and -template can only be used together\n"],
    [["no/such"], "Variable not found\n"],
  ])("%j is refused", async (argv, said) => {
    const { exit, stderr } = await run(["var", "get", ...argv], { answers });
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: said });
  });
});

describe("var put", () => {
  test.each([
    [[], "?cas=0"],
    [["-check-index", "7"], "?cas=7"],
    [["-force"], ""],
  ])("%j", async (flags, query) => {
    const { requests } = await run(["var", "put", ...flags, "app/config", "a=b"], { answers });
    expect(requests).toEqual([`PUT /v1/var/app/config${query}`]);
  });

  test("items of the arguments beat those of a specification, whose index is the one that is demanded", async () => {
    const files = filesOf({
      "v.hcl": 'path = "app/config"\nmodify_index = 9\nitems {\n  a = "1"\n  b = "2"\n}',
      x: "from a file",
    });
    const argv = ["var", "put", "-out", "none", "@v.hcl", "b=3", "c=@x"];
    const { requests, bodies, stdout } = await run(argv, { answers, files });
    expect(requests).toEqual(["PUT /v1/var/app/config?cas=9"]);
    expect(bodies).toMatchObject([{ Path: "app/config", Items: { a: "1", b: "3", c: "from a file" } }]);
    expect(stdout).toBe('Successfully updated variable "app/config"!\n');
  });

  test("a specification in JSON from standard input, under another path", async () => {
    const input = ['{"Path": "x", "Items": {"a": "1"}}'];
    const { bodies } = await run(["var", "put", "-in", "json", "app/config", "-"], { answers, input });
    expect(bodies).toMatchObject([{ Path: "app/config", Items: { a: "1" } }]);
  });

  test("another index stands in the way", async () => {
    const conflict = { "PUT /v1/var/app/config": new Refusal(409, JSON.stringify(variable)) };
    const { exit, stderr } = await run(["var", "put", "app/config", "a=b"], { answers: conflict });
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr:
        "Error creating variable: it was to have the index 0, but its index is 66. To write it all the same, use -force or -check-index 66.\n",
    });
  });

  test.each([
    [["x", "y"], 'Failed to parse items: "y" is no <key>=<value>\n'],
    [["-force", "-check-index", "1", "x", "a=b"], "Cannot use both -force and -check-index\n"],
    [["@none"], "Failed to parse variable data: open none: no such file or directory\n"],
    [["-", "a=b"], "A variable needs a path\n"],
  ])("%j is refused", async (argv, said) => {
    expect((await run(["var", "put", ...argv], { answers })).stderr).toBe(said);
  });
});

describe("var list", () => {
  const listing = { "GET /v1/vars": [variable] };

  test.each([
    [["-out", "terse"], "app/config\n"],
    [["-out", "terse", "-namespace", "*"], "default|app/config\n"],
    [["-out", "table"], "Namespace  Path        Last Updated\ndefault    app/config  2026-11-23T02:27:39Z\n"],
    [["-out", "go-template", "-template", "{{len .}}"], "1\n"],
  ])("%j", async (flags, text) => {
    expect((await run(["var", "list", ...flags], { answers: listing })).stdout).toBe(text);
  });

  test("a page in JSON names the next one", async () => {
    const { stdout } = await run(["var", "list", "-per-page", "1"], { answers: listing });
    expect(Object.keys(JSON.parse(stdout))).toEqual(["Data", "QueryMeta"]);
  });

  test("a terminal gets a table", async () => {
    const { stdout } = await run(["var", "list", "-no-color"], { answers: { "GET /v1/vars": [] }, isTty: true });
    expect(stdout).toBe("No matching variables found\n");
  });
});

test("var purge demands an index when it is told to", async () => {
  const { requests, stdout } = await run(["var", "purge", "-check-index", "66", "a/b c"], {
    answers: { "DELETE /v1/var/a/b%20c": undefined },
  });
  expect({ requests, stdout }).toEqual({
    requests: ["DELETE /v1/var/a/b%20c?cas=66"],
    stdout: 'Successfully purged variable "a/b c"!\n',
  });
});
