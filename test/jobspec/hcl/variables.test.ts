import { describe, expect, it } from "vitest";
import type { JobFileInput } from "../../../src/jobspec/hcl/jobFile.js";
import type { JsonObject } from "../../../src/model/json.js";
import { parsed } from "./parsed.js";

const job = (body: string) => `job "j" {\n${body}\n  group "g" {}\n}\n`;
const region = job("  region = var.x");

function regionOf(text: string, further: Partial<JobFileInput> = {}): string {
  const read = parsed(text, further);
  return read.ok ? String(read.job.Region) : `refused: ${read.message}`;
}

const file = (text: string) => ({ name: "a.vars", text, what: "var file" as const });

describe("a variable", () => {
  it("has its default, the environment's value, a file's or the command line's, whichever comes last", () => {
    const text = `variable "x" {\n  default = "d"\n}\n${region}`;
    const environment = { NOMAD_VAR_x: "e", OTHER: "o" };
    const variableFiles = [file('x = "f1"\n'), file('x = "f2"\n')];
    expect(regionOf(text)).toBe("d");
    expect(regionOf(text, { environment })).toBe("e");
    expect(regionOf(text, { environment, variableFiles })).toBe("f2");
    expect(regionOf(text, { environment, variableFiles, variables: ["x=c1", "x=c2"] })).toBe("c2");
  });

  it("takes a word literally if it is a string or a number, and reads anything else as an expression", () => {
    const declared = (type: string) => `variable "x" {\n  type = ${type}\n}\n${job("  region = jsonencode(var.x)")}`;
    expect(regionOf(declared("string"), { variables: ["x=[1]"] })).toBe('"[1]"');
    expect(regionOf(declared("number"), { variables: ["x=07"] })).toBe("7");
    expect(regionOf(declared("list(number)"), { variables: ['x=["1", 2]'] })).toBe("[1,2]");
    expect(regionOf(declared("object({ a = bool })"), { variables: ["x={ a = true, b = 1 }"] })).toBe('{"a":true}');
    expect(regionOf(declared("set(string)"), { variables: ['x=["b", "a", "b"]'] })).toBe('["a","b"]');
  });

  it("has the type of its default", () => {
    const text = `variables {\n  x = { a = [1] }\n}\n${job("  region = jsonencode(var.x)")}`;
    expect(regionOf(text, { variables: ["x={ a = [2] }"] })).toBe('{"a":[2]}');
  });

  it.each([
    [
      "unset",
      'variable "x" {}\n',
      {},
      '<nil>: Unset variable "x"; A used variable must be set or have a default value; see https://developer.hashicorp.com/nomad/docs/reference/hcl2/variables  for details.',
    ],
    [
      "undeclared on the command line",
      'variable "x" {\n  default = ""\n}\n',
      { variables: ["y=1"] },
      '<nil>: Undefined -var variable; A "y" variable was passed in the command line but was not found in known variables. To declare variable "y", place this block in your job file',
    ],
    [
      "undeclared in a file",
      'variable "x" {\n  default = ""\n}\n',
      { variableFiles: [file("y = 1\n")] },
      '<nil>: Undefined variable; A "y" variable was set but was not found in known variables. To declare variable "y", place this block in your job files',
    ],
    [
      "of a wrong default",
      'variable "x" {\n  type    = number\n  default = "a"\n}\n',
      {},
      "input.hcl:3,13-16: Invalid default value for variable; This default value is not compatible with the variable's type constraint: a number is required.",
    ],
    [
      "of no exact type",
      'variable "x" {\n  type = any\n}\n',
      {},
      'input.hcl:2,10-13: Invalid type specification; The keyword "any" cannot be used in this type specification: an exact type is required.',
    ],
    [
      "with a default that refers to something",
      'variable "x" {\n  default = foo\n}\n',
      {},
      "input.hcl:2,13-16: Variables not allowed; Variables may not be used here.",
    ],
    [
      "with a default that calls something",
      'variable "x" {\n  default = upper("a")\n}\n',
      {},
      "input.hcl:2,13-23: Function calls not allowed; Functions may not be called here.",
    ],
    [
      "declared twice",
      'variable "x" {\n  default = 1\n}\nvariable "x" {\n  default = 2\n}\n',
      {},
      "<nil>: Duplicate variable; Duplicate x variable definition found.",
    ],
    [
      "with a broken expression",
      'variable "x" {\n  type = list(string)\n}\n',
      { variables: ["x=["] },
      "<value for var.x from arguments>:1,2-2: Missing expression; Expected the start of an expression, but found the end of the file.",
    ],
  ])("%s is complained about", (_what, declarations, further, expected) => {
    expect(regionOf(declarations + region, further)).toBe(`refused: ${expected}`);
  });

  it("without a declaration is no error where nobody is strict, but is listed beside one", () => {
    const further = { isStrict: false, variableFiles: [file("y = 1\n")] };
    expect(regionOf(`variable "x" {\n  default = "d"\n}\n${region}`, further)).toBe("d");
    expect(regionOf(`variable "x" {}\n${region}`, further)).toContain('A "y" variable was set');
  });

  it("is held against its rules, whichever value wins", () => {
    const text = `variable "x" {
  default = "bad"
  validation {
    condition     = strlen(var.x) > 3
    error_message = "Too short."
  }
}
${region}`;
    const checked = "\n\nThis was checked by the validation rule at input.hcl:3,3-13.";
    expect(regionOf(text)).toBe(`refused: input.hcl:2,13-18: Invalid value for default variable; Too short.${checked}`);
    expect(regionOf(text, { variables: ["x=no"] })).toBe(
      `refused: :0,0-0: Invalid value for cmd variable; Too short.${checked}`,
    );
    expect(regionOf(text, { variables: ["x=long enough"] })).toBe("long enough");
  });

  it("is submitted as a flag where it is simple, else as text", () => {
    const text = `variable "x" {\n  default = ""\n}\nvariable "l" {\n  default = [1]\n}\n${region}`;
    const read = parsed(text, { variables: ["x=a", "l=[2]"], variableFiles: [file('x = "f"\n')] });
    expect(read.ok && read.submitted).toEqual({ flags: { x: "a" }, content: 'x = "f"\n\nl = [2]' });
  });
});

describe("locals", () => {
  it("may refer to each other in any order", () => {
    const text = `locals {\n  a = "\${local.b}!"\n  b = upper("b")\n}\n${job("  region = local.a")}`;
    expect(regionOf(text)).toBe("B!");
  });

  it("in a circle are complained about once", () => {
    const text = `locals {\n  a = local.b\n  b = local.a\n}\n${job("  region = local.a")}`;
    expect(regionOf(text)).toBe(
      'refused: input.hcl:3,12-14: Unsupported attribute; This object does not have an attribute named "a".',
    );
  });
});

describe("a dynamic block", () => {
  const groups = (text: string): JsonObject[] => {
    const read = parsed(text);
    if (!read.ok) throw new Error(read.message);
    return read.job.TaskGroups as JsonObject[];
  };

  it("makes a block for each element, with its iterator in scope in what is nested in it", () => {
    const text = `job "j" {
  dynamic "group" {
    for_each = { a = 1, b = 2 }
    iterator = g
    labels   = ["\${g.key}x"]
    content {
      count = g.value
      dynamic "task" {
        for_each = ["t"]
        labels   = [task.value]
        content {
          env {
            K = "\${g.key}\${task.key}"
          }
        }
      }
    }
  }
}
`;
    const [a, b] = groups(text);
    expect(a).toMatchObject({ Name: "ax", Count: 1, Tasks: [{ Name: "t", Env: { K: "a0" } }] });
    expect(b).toMatchObject({ Name: "bx", Count: 2 });
  });

  it("stays as it is in a driver's configuration", () => {
    const text = `job "j" {\n  group "g" {\n    task "t" {\n      config {\n        dynamic "x" {\n          a = 1\n        }\n      }\n    }\n  }\n}\n`;
    expect(groups(text)[0]).toMatchObject({ Tasks: [{ Config: { dynamic: [{ x: [{ a: 1 }] }] } }] });
  });

  it.each([
    [
      "for_each = 5\n content {}",
      "Invalid dynamic for_each value; Cannot use a number value in for_each. An iterable collection is required.",
    ],
    [
      "for_each = []",
      'Missing dynamic content block; A dynamic block must have a nested block of type "content" to describe the body of each generated block.',
    ],
    [
      "for_each = []\n labels = []\n content {}",
      'Unsupported argument; An argument named "labels" is not expected here.',
    ],
  ])("that says %j is complained about", (body, expected) => {
    const read = parsed(`job "j" {\n  dynamic "constraint" {\n ${body}\n }\n}\n`);
    expect(read.ok ? "" : read.message).toContain(expected);
  });
});

describe("HCL's JSON syntax", () => {
  it("is read like its own, templates in strings too", () => {
    const text = `{"variable": {"n": {"default": 3}}, "job": {"web": {"//": "a comment", "group": [{"a": {"count": "\${var.n}", "meta": {"k": "v\${var.n}"}}}, {"b": null}]}}}`;
    const read = parsed(text);
    expect(read.ok && read.job.TaskGroups).toEqual([{ Name: "a", Count: 3, Meta: { k: "v3" } }]);
  });

  it.each([
    [
      '{"job": {"a": {}, "b": {}}}',
      'input.hcl:1,24-25: Duplicate job block; Only one block of type "job" is allowed. Previous definition was at input.hcl:1,15-16.',
    ],
    [
      '{"job": {"a": {"colour": 1}}}',
      'input.hcl:1,16-24: Extraneous JSON object property; No argument or block type is named "colour".',
    ],
    [
      '{"job": 5}',
      "input.hcl:1,9-10: Incorrect JSON value type; Either a JSON object or JSON array of objects is required here, to specify name labels for this block.",
    ],
    ['{"job": ', "input.hcl:1,9-9: Invalid JSON; A JSON value is required here."],
  ])("%s is refused with its place", (text, expected) => {
    const read = parsed(text);
    expect(read.ok ? "" : read.message.split("\n")[0]).toBe(expected);
  });
});

describe("a job file without measure", () => {
  it.each([
    ["nested too deeply", job(`  region = ${"(".repeat(5_000)}1${")".repeat(5_000)}`)],
    ["of too many operators", job(`  region = 1${" + 1".repeat(100_000)}`)],
    ["of too many blocks in blocks", "job {\n".repeat(10_000)],
    ["of too many lines", `${"#\n".repeat(600_000)}${job("")}`],
    [
      "that loops in loops",
      job("  datacenters = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]"),
    ],
    [
      "that doubles its texts",
      `locals {\n  a0 = "${"x".repeat(1_000)}"\n${Array.from({ length: 60 }, (_, i) => `  a${i + 1} = "\${local.a${i}}\${local.a${i}}"\n`).join("")}}\n${job("  region = local.a60")}`,
    ],
    [
      "that doubles its lists",
      `locals {\n  a0 = [1]\n${Array.from({ length: 60 }, (_, i) => `  a${i + 1} = [local.a${i}, local.a${i}]\n`).join("")}}\n${job("  region = local.a60 == local.a60")}`,
    ],
    [
      "that doubles its lists in loops",
      job(
        `  region = ${Array.from({ length: 40 }, (_, i) => `[for a${i + 1} in [[a${i}, a${i}]] : `)
          .join("")
          .replace("a0, a0", "1, 1")}a40${"]".repeat(40)} == 1`,
      ),
    ],
    [
      "that compares without end",
      `locals {\n  l = [for i in range(1000) : [for j in range(500) : j]]\n}\n${job(`  datacenters = [${"local.l == local.l, ".repeat(2_000)}]`)}`,
    ],
    [
      "that makes blocks of blocks",
      `job "j" {\n  dynamic "group" {\n    for_each = range(1000)\n    labels = [group.value]\n    content {\n      dynamic "task" {\n        for_each = range(1000)\n        labels = [task.value]\n        content {}\n      }\n    }\n  }\n}\n`,
    ],
  ])("%s is refused with a place, and soon", (_what, text) => {
    const read = parsed(text);
    expect(read.ok ? "" : read.message).toMatch(
      /^input\.hcl:\d+,\d+-(\d+,)?\d+: (Too large for Coalmine|Expression too long); /,
    );
  });
});
