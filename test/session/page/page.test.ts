import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Page } from "../../../src/session/page/page.js";
import { readPage } from "../../../src/session/page/page.js";
import { PageProblem } from "../../../src/session/page/problem.js";

function read(...lines: readonly string[]): Page {
  return readPage("page.md", lines.join("\n"));
}

/** `line: sentence` of the problem that the page has. */
function problemOf(...lines: readonly string[]): string {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof PageProblem) {
      expect(error.message.startsWith(`page.md:${error.line}: `)).toBe(true);
      return error.message.slice("page.md:".length);
    }
    throw error;
  }
  return "no problem";
}

describe("the front matter", () => {
  test("everything has a default", () => {
    expect(read("# A title").stage).toEqual({
      style: "current",
      clock: Date.UTC(2026, 0, 5, 16),
      seed: 1,
      latency: "instant",
      nodes: [{ name: "client-1" }],
    });
  });

  test("all of it", () => {
    const { stage, title } = read(
      "---",
      "title: ignored here",
      "style: docs-2017",
      "clock: 2017-07-25T18:31:34+02:00",
      "seed: 42",
      "latency: realistic",
      "nodes:",
      '  - { name: a, id: "0123", datacenter: dc2, class: big, pool: gpu, meta: { rack: 1 }, cpu: 100, memory: 200, disk: 300 }',
      "  - { attributes: { kernel.name: plan9 } }",
      "---",
      "# Two nodes",
    );
    expect(title).toBe("Two nodes");
    expect(stage).toMatchObject({
      style: "docs-2017",
      clock: Date.UTC(2017, 6, 25, 16, 31, 34),
      seed: 42,
      latency: "realistic",
    });
    expect(stage.nodes).toMatchObject([
      {
        name: "a",
        idPrefix: "0123",
        datacenter: "dc2",
        nodeClass: "big",
        nodePool: "gpu",
        meta: { rack: "1" },
        cpu: 100,
        memoryMb: 200,
        diskMb: 300,
      },
      { name: "client-2", attributes: { "kernel.name": "plan9" } },
    ]);
  });

  test("a number of nodes", () => {
    expect(read("---", "nodes: 3", "---").stage.nodes.map((node) => node.name)).toEqual([
      "client-1",
      "client-2",
      "client-3",
    ]);
  });

  const wrong: readonly [string, readonly string[], string][] = [
    [
      "not closed",
      ["---", "style: current", "# Title"],
      '1: The front matter is not closed: a line "---" has to end it.',
    ],
    [
      "unknown key",
      ["---", "seed: 1", "speed: 2", "---"],
      '3: The front matter knows no "speed"; it knows style, clock, seed, latency, nodes, title.',
    ],
    ["unknown style", ["---", "style: old", "---"], '2: "old" is none of docs-2017, current.'],
    ["unknown latency", ["---", "seed: 1", "latency: slow", "---"], '3: "slow" is none of instant, realistic.'],
    ["no time", ["---", "clock: yesterday", "---"], '2: "yesterday" is no RFC 3339 time such as 2017-07-25T18:31:34Z.'],
    [
      "a time before 1970",
      ["---", "clock: 1969-01-01T00:00:00Z", "---"],
      '2: "1969-01-01T00:00:00Z" is no RFC 3339 time such as 2017-07-25T18:31:34Z.',
    ],
    ["seed", ["---", "seed: 1.5", "---"], "2: A seed is a whole number."],
    ["seed as text", ["---", 'seed: "1"', "---"], "2: A seed is a whole number."],
    [
      "no map",
      ["---", "- a", "---"],
      "2: The front matter is a list of keys with values, for instance: style: current",
    ],
    [
      "nodes: a text",
      ["---", "nodes: many", "---"],
      '2: "nodes" is a number, or a list such as: - { name: client-1, id: a8dcce2d }',
    ],
    ["too many nodes", ["---", "nodes: 10001", "---"], "2: The number of nodes is between 0 and 10000."],
    ["half a node", ["---", "nodes: 1.5", "---"], "2: The number of nodes is between 0 and 10000."],
    [
      "a node that is none",
      ["---", "nodes:", "  - 7", "---"],
      "2: A node is a map such as: { name: client-1, id: a8dcce2d }",
    ],
    [
      "a node's unknown key",
      ["---", "nodes:", "  - { colour: red }", "---"],
      '2: A node has no "colour"; it has name, id, datacenter, class, pool, meta, attributes, cpu, memory, disk.',
    ],
    ["a node's cpu", ["---", "nodes:", "  - { cpu: 0 }", "---"], '2: "cpu" of a node is a number above zero.'],
    [
      "a node's id",
      ["---", "nodes:", "  - { id: xyz }", "---"],
      `2: "xyz" is not the beginning of a node's ID: up to eight hexadecimal digits, in quotes if they are a number.`,
    ],
    ["two of one name", ["---", "nodes:", "  - { name: a }", "  - { name: a }", "---"], '2: Two nodes are called "a".'],
    ["meta", ["---", "nodes:", "  - { meta: 7 }", "---"], "2: meta and attributes are maps."],
  ];

  test.each(wrong)("%s", (_name, lines, problem) => {
    expect(problemOf(...lines)).toBe(problem);
  });

  test("YAML that is none, with its line", () => {
    expect(problemOf("---", "seed: 1", 'style: "open', "---")).toMatch(/^[34]: The front matter cannot be read: /);
    expect(problemOf("---", "seed: 1", "seed: 2", "---")).toMatch(/^3: The front matter cannot be read: .*unique/);
    expect(problemOf("---", "seed: *nobody", "---")).toMatch(/^2: The front matter cannot be read: /);
  });

  test("whatever stands there, it is read or is a PageProblem", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }), (lines) => {
        const text = problemOf("---", ...lines.map((line) => line.replaceAll(/[\n\r]/g, "")), "---", "text");
        expect(text).toMatch(/^no problem$|^\d+: /);
      }),
    );
  });
});

describe("fences", () => {
  test("files, blocks and prose, each with its line", () => {
    const page = read(
      "# Title",
      "",
      "Some prose.",
      "",
      "```hcl title=a.hcl",
      "job {}",
      "```",
      "",
      "```console",
      "$ nomad status",
      "```",
      "```",
      "no file",
      "```",
      "The end.",
    );
    expect(page.files).toEqual({ "a.hcl": "job {}\n" });
    expect(page.blocks.map((block) => block.line)).toEqual([9]);
    expect(page.prose).toEqual([
      { line: 1, text: "# Title\n\nSome prose." },
      { line: 15, text: "The end." },
    ]);
  });

  test("longer fences and tildes hold shorter ones", () => {
    const page = read("````json title=a", "```", "x", "````", "~~~hcl title=b", "```", "~~~");
    expect(page.files).toEqual({ a: "```\nx\n", b: "```\n" });
  });

  const wrong: readonly [string, readonly string[], string][] = [
    ["not closed", ["text", "```console", "$ nomad status"], '2: The fence is not closed: a line "```" has to end it.'],
    ["closed by the wrong mark", ["~~~", "```"], '1: The fence is not closed: a line "~~~" has to end it.'],
    ["one name twice", ["```a title=x", "```", "```b title=x", "```"], "3: The file x is there twice."],
    ["no name", ["```a title=", "```"], "1: A file block needs a name."],
  ];

  test.each(wrong)("%s", (_name, lines, problem) => {
    expect(problemOf(...lines)).toBe(problem);
  });
});

describe("console blocks", () => {
  const commandsOf = (...lines: readonly string[]) =>
    read("```console", ...lines, "```").blocks[0]?.commands.map((command) => ({
      line: command.line,
      lead: command.lead,
      text: command.text,
      expected: command.expected,
    }));

  test("a command and the lines under it", () => {
    expect(commandsOf("$ nomad status", "No running jobs", "", "last", "[1]")).toEqual([
      { line: 2, lead: [], text: "nomad status", expected: ["No running jobs", "", "last", "[1]"] },
    ]);
  });

  test("one empty line before a command is a separator, a second belongs to the output", () => {
    expect(commandsOf("$ a", "out", "", "", "$ b", "$ c")).toEqual([
      { line: 2, lead: [], text: "a", expected: ["out", ""] },
      { line: 6, lead: [""], text: "b", expected: [] },
      { line: 7, lead: [], text: "c", expected: [] },
    ]);
  });

  test("an empty line and comments lead to a command; comments without one are output", () => {
    expect(commandsOf("# first", "$ a", "out", "", "# one", "# two", "$ b", "out", "# output", "$ c")).toEqual([
      { line: 3, lead: ["# first"], text: "a", expected: ["out"] },
      { line: 8, lead: ["", "# one", "# two"], text: "b", expected: ["out", "# output"] },
      { line: 11, lead: [], text: "c", expected: [] },
    ]);
  });

  test("an empty line at the end of the block is output", () => {
    expect(commandsOf("$ a", "out", "")?.[0]?.expected).toEqual(["out", ""]);
  });

  test("output before the first command", () => {
    const problem = 'A console block starts with a command: a line that begins with "$ ".';
    expect(problemOf("```console", "", "out", "$ a", "```")).toBe(`3: ${problem}`);
    expect(problemOf("text", "```console", "out", "```")).toBe(`3: ${problem}`);
    expect(problemOf("```console", "out", "# comment", "$ a", "```")).toBe(`2: ${problem}`);
  });

  test("golden, and pins", () => {
    const [block] = read(
      "```console golden evaluation=6c6e64ae,1 allocation.web=8fa21654 deployed=web,cache groups=a",
      "$ a",
      "```",
    ).blocks;
    expect(block?.golden).toBe(true);
    expect(block?.pins).toEqual({
      identifiers: { evaluation: ["6c6e64ae", "1"], "allocation.web": ["8fa21654"] },
      orders: { deployed: ["web", "cache"], failedGroups: ["a"] },
    });
  });

  const known = "evaluation, deployment, allocation.GROUP, deployed, allocations, groups, metrics, contexts";
  const wrong: readonly [string, string][] = [
    ["loud", '1: "loud" is no pin; a pin looks like evaluation=6c6e64ae.'],
    ["evaluation=", '1: "evaluation=" is no pin; a pin looks like evaluation=6c6e64ae.'],
    ["node=ab", `1: Nothing to pin is called "node"; there are ${known}.`],
    ["allocation=ab", `1: Nothing to pin is called "allocation"; there are ${known}.`],
    ["evaluation=xyz", '1: "xyz" is not the beginning of an ID: up to eight hexadecimal digits.'],
    ["evaluation=123456789", '1: "123456789" is not the beginning of an ID: up to eight hexadecimal digits.'],
  ];

  test.each(wrong)("a pin that is none: %s", (pin, problem) => {
    expect(problemOf(`\`\`\`console ${pin}`, "$ a", "```")).toBe(problem);
  });
});
