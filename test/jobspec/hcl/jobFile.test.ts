import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { parsed } from "./parsed.js";

function read(source: string): JsonObject {
  const file = parsed(source);
  if (!file.ok) throw new Error(file.message);
  return file.job;
}

function refusal(source: string): string {
  const file = parsed(source);
  return file.ok ? "" : file.message;
}

const inGroup = (text: string) => `job "web" {\n  group "api" {\n${text}\n  }\n}\n`;
const inTask = (text: string) => inGroup(`    task "srv" {\n      driver = "docker"\n${text}\n    }`);
const inJob = (text: string) => `job "web" {\n${text}\n}\n`;

function groupOf(text: string): JsonObject {
  return (read(inGroup(text)).TaskGroups as readonly JsonObject[])[0] ?? {};
}

function taskOf(text: string): JsonObject {
  const [group] = read(inTask(text)).TaskGroups as readonly JsonObject[];
  return ((group?.Tasks ?? []) as readonly JsonObject[])[0] ?? {};
}

describe("a job file", () => {
  it("becomes the job as it was written, with what the parser adds", () => {
    expect(read(inTask(""))).toEqual({
      ID: "web",
      Name: "web",
      Dispatched: false,
      TaskGroups: [
        {
          Name: "api",
          Tasks: [
            { Name: "srv", Driver: "docker", User: "", Leader: false, ShutdownDelay: 0, KillSignal: "", Kind: "" },
          ],
        },
      ],
    });
  });

  it("keeps groups in the order of the file", () => {
    const { TaskGroups } = read(inJob('  group "z" {}\n  group "2" {}\n  group "a" {}\n  group "1" {}'));
    expect((TaskGroups as readonly JsonObject[]).map((group) => group.Name)).toEqual(["z", "2", "a", "1"]);
  });

  it("puts a task right below the job into a group of its own, first", () => {
    const { TaskGroups } = read(inJob('  group "g" {}\n  task "solo" {}'));
    expect((TaskGroups as readonly JsonObject[]).map((group) => group.Name)).toEqual(["solo", "g"]);
  });

  it("names the job by its label even if it has an id", () => {
    expect(read(inJob('  id = "other"'))).toMatchObject({ ID: "other", Name: "web" });
  });

  it("takes no name for more than a name", () => {
    const { Config } = taskOf("config {\n __proto__ = 1\n constructor {\n a = 2\n }\n}");
    expect(JSON.stringify(Config)).toBe('{"__proto__":1,"constructor":[{"a":2}]}');
  });

  it.each([
    ["durations", 'kill_timeout = "1m30s"', { KillTimeout: 90_000_000_000 }],
    ["a whole number as nanoseconds", "kill_timeout = 5", { KillTimeout: 5 }],
    ["renamed members", "logs {\n max_file_size = 3\n}", { LogConfig: { MaxFileSizeMB: 3 } }],
    ["numbers in quotes", 'resources {\n cpu = "250"\n}', { Resources: { CPU: 250 } }],
    [
      "an environment as a block",
      "env {\n A = 1\n B = true\n C = null_ref\n}",
      {
        Env: { A: "1", B: "true", C: "$".concat("{null_ref}") },
      },
    ],
    ["an environment as a map", 'env = {\n "a.b" = 1.5, c : "d"\n}', { Env: { "a.b": "1.5", c: "d" } }],
    ["a nested block of a config as a list", "config {\n p {\n a = 1\n }\n}", { Config: { p: [{ a: 1 }] } }],
    ["labels of a config's blocks", 'config {\n p "x" {\n a = 1\n }\n}', { Config: { p: [{ x: [{ a: 1 }] }] } }],
    ["a map of a config as a list", "config {\n m = { a = 1 }\n n = null\n}", { Config: { m: [{ a: 1 }] } }],
    ["a heredoc", "config {\n t = <<EOF\na \\n b\n  }\nEOF\n}", { Config: { t: "a \\n b\n  }\n" } }],
    [
      "a heredoc without its indentation",
      "config {\n t = <<-EOF\n    a\n      b\n    EOF\n}",
      { Config: { t: "a\n  b\n" } },
    ],
    ["escapes", String.raw`user = "a\"\\\tb\u00e9"`, { User: 'a"\\\tbé' }],
    ["escaped interpolations", 'user = "$'.concat("$", '{a} %%{b}"'), { User: "$".concat("{a} %{b}") }],
    ["comments", 'user = "x" # one "\n // two {\n /* three\n } */', { User: "x" }],
  ])("reads %s", (_, text, expected) => {
    expect(taskOf(text)).toMatchObject(expected);
  });

  it.each(["attr.kernel.name", "NOMAD_ALLOC_INDEX", 'env["BLAH"]', "meta.rack", "node.datacenter", " BAR "])(
    "leaves the reference %s to the scheduler and the client",
    (reference) => {
      const text = `x-$\{${reference}}`;
      expect(taskOf(`user = "${text}"`).User).toBe(text);
    },
  );

  it("sorts ports by their kind", () => {
    const { Networks } = groupOf('network {\n port "a" {\n static = 80\n }\n port "b" {\n to = 90\n }\n}');
    expect(Networks).toMatchObject([
      { ReservedPorts: [{ Label: "a", Value: 80, To: 0 }], DynamicPorts: [{ Label: "b", Value: 0, To: 90 }] },
    ]);
  });

  it.each([
    ['attribute = "x"\n value = "y"', { LTarget: "x", RTarget: "y", Operand: "=" }],
    ["distinct_hosts = true", { LTarget: "", RTarget: "true", Operand: "distinct_hosts" }],
    ['attribute = "x"\n semver = ">= 1"', { LTarget: "x", RTarget: ">= 1", Operand: "semver" }],
    ['distinct_property = "x"\n value = "2"', { LTarget: "x", RTarget: "2", Operand: "distinct_property" }],
    ['attribute = "x"\n set_contains_any = "y"', { LTarget: "x", RTarget: "", Operand: "=" }],
  ])("reads the constraint %s", (text, expected) => {
    expect(groupOf(`constraint {\n ${text}\n}`).Constraints).toEqual([expected]);
  });

  it("hands a vault block down to tasks without one", () => {
    const { Tasks } = groupOf('vault {\n role = "r"\n}\ntask "a" {}\ntask "b" {\n vault {\n role = "own"\n }\n}');
    expect(Tasks).toMatchObject([{ Vault: { Role: "r" } }, { Vault: { Role: "own" } }]);
  });
});

describe("a job file that is refused", () => {
  it.each([
    ["# nothing", "<nil>: Missing job block; A job block is required"],
    [
      inJob('  colour = "red"'),
      'input.hcl:2,3-9: Unsupported argument; An argument named "colour" is not expected here.',
    ],
    [
      inGroup("    updates {\n    }"),
      'input.hcl:3,5-12: Unsupported block type; Blocks of type "updates" are not expected here. Did you mean "update"?',
    ],
    [
      inGroup('    count = "three"'),
      "input.hcl:3,14-19: Unsuitable value type; Unsuitable value: a number is required",
    ],
    [
      inGroup('    shutdown_delay = "10"'),
      'input.hcl:3,23-25: Unsuitable value type; Unsuitable duration value: time: missing unit in duration "10"',
    ],
    [inJob("  group {\n  }"), "input.hcl:2,9-10: Missing name for group; All group blocks must have 1 labels (name)."],
    [
      inGroup("    update {\n    }\n    update {\n    }"),
      "input.hcl:5,5-11: Duplicate update block; Only one update block is allowed. Another was defined at input.hcl:3,5-11.",
    ],
    [
      inGroup("    scaling {\n    }"),
      'input.hcl:3,13-13: Missing required argument; The argument "max" is required, but no definition was found.',
    ],
  ])("says what stands where: %j", (source, expected) => {
    expect(refusal(source)).toBe(expected);
  });

  it("names every complaint, one a line", () => {
    expect(refusal(inJob("  a1 = 1\n  b1 = 2")).split("\n")).toHaveLength(2);
  });
});
