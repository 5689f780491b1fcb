import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pc from "picocolors";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { replayPage, transcriptOf, updatedPage } from "../../src/scenario/replay.js";
import { replayCommand } from "../../src/scenario/replayCommand.js";
import { readPage } from "../../src/session/page/page.js";
import { PageProblem } from "../../src/session/page/problem.js";

const job = JSON.stringify({
  Job: {
    ID: "example",
    Datacenters: ["dc1"],
    TaskGroups: [{ Name: "web", Count: 1, Tasks: [{ Name: "main", Driver: "mock_driver", Config: {} }] }],
  },
});

/** A page with one console block, beginning at line 7; the first command stands at line 8. */
function pageOf(lines: readonly string[], info = ""): string {
  return [
    "# Page",
    "",
    "```json title=a.json",
    job,
    "```",
    "",
    `\`\`\`console${info}`,
    ...lines,
    "```",
    "",
    "The end.",
    "",
  ].join("\n");
}

async function problemOf(source: string): Promise<string> {
  try {
    await replayPage(readPage("page.md", source));
  } catch (error) {
    if (error instanceof PageProblem) return error.message;
    throw error;
  }
  return "no problem";
}

const stop = ["$ nomad job status nobody", 'No job(s) with prefix or ID "nobody" found', "[1]"];

describe("replaying a page", () => {
  test("outputs are compared line by line, a non-zero exit is a last line", async () => {
    const replay = await replayPage(readPage("page.md", pageOf([...stop, "", "$ sleep 3s", "", "# why not", ...stop])));
    expect(replay.matches).toBe(true);
    const wrong = await replayPage(readPage("page.md", pageOf(stop.slice(0, 2))));
    expect(wrong.matches).toBe(false);
    expect(wrong.blocks[0]?.commands[0]?.actual).toEqual(stop.slice(1));
  });

  test("one cluster for all blocks of a page", async () => {
    const run = "$ nomad job run -detach -json a.json";
    const page = readPage("page.md", `${pageOf([run])}\n\`\`\`console\n$ nomad job stop -detach example\n\`\`\`\n`);
    const replay = await replayPage(page);
    expect(replay.blocks[1]?.commands[0]?.actual).toHaveLength(1);
  });

  const problems: readonly [string, readonly string[], string, string][] = [
    [
      "unknown command",
      ["$ sleep 1s", "$ ls"],
      "",
      'page.md:9: There is no command "ls" here: a line starts with nomad, coalmine, sleep or timeout.',
    ],
    ["a pipe", ["$ nomad status | less"], "", 'page.md:8: "|" is for a shell; here a line is one command.'],
    [
      "endless command",
      ["$ sleep 25h"],
      "",
      "page.md:8: The command still waits after 24 virtual hours. Give it a limit (timeout 30s …) or -detach.",
    ],
    [
      "an identifier that nobody was given",
      ["$ nomad job run -detach -json a.json"],
      " evaluation=aaaa,bbbb deployment=cccc allocation.nobody=dd",
      "page.md:7: Nothing in this block used the pin evaluation=bbbb, allocation.nobody=dd.",
    ],
    [
      "an order that nothing needed",
      ["$ nomad job run -detach -json a.json"],
      " deployed=web",
      "page.md:7: Nothing in this block used the pin deployed.",
    ],
  ];

  test.each(problems)("%s", async (_name, lines, info, problem) => {
    expect(await problemOf(pageOf(lines, info))).toBe(problem);
  });

  test("pins are the beginnings of the IDs that the block creates", async () => {
    const page = readPage(
      "page.md",
      pageOf(["$ nomad job run -detach -json a.json"], " evaluation=6c6e64ae deployment=12 allocation.web=8fa21654"),
    );
    const replay = await replayPage(page);
    expect(replay.blocks[0]?.commands[0]?.actual.join("\n")).toContain("6c6e64ae");
  });

  test("the transcript holds the golden blocks, joined by one empty line, and nothing else", async () => {
    const source = [
      pageOf(["# Comment", ...stop.slice(0, 1), "stale"], " golden"),
      "```console",
      "$ sleep 1s",
      "```",
      "```console golden",
      "$ sleep 1s",
      "",
      "# Again",
      ...stop,
      "```",
    ].join("\n");
    const transcript = transcriptOf(await replayPage(readPage("page.md", source)));
    expect(transcript.split("\n")).toEqual(["# Comment", ...stop, "", "$ sleep 1s", "", "# Again", ...stop, ""]);
    expect(transcriptOf(await replayPage(readPage("page.md", pageOf(["$ sleep 1s"]))))).toBe("");
  });
});

describe("rewriting the outputs", () => {
  const rewritten = async (source: string) => updatedPage(await replayPage(readPage("page.md", source)));

  const pages: readonly [string, readonly string[]][] = [
    ["no output yet", [stop[0] ?? ""]],
    ["a wrong output", [stop[0] ?? "", "something", "else", "", "entirely"]],
    ["output where there is none", ["$ sleep 1s", "noise"]],
    [
      "several commands with separators and comments",
      ["# a", ...stop, "", "# b", stop[0] ?? "", "x", "$ sleep 1s", "", "$ sleep 2s", "y"],
    ],
    ["two empty lines before a command", [stop[0] ?? "", "", "", "$ sleep 1s"]],
  ];

  test.each(pages)("%s: right afterwards, and the same when done again", async (_name, lines) => {
    const once = await rewritten(pageOf(lines));
    expect((await replayPage(readPage("page.md", once))).matches).toBe(true);
    expect(await rewritten(once)).toBe(once);
  });

  test("everything else stays byte for byte", async () => {
    const front = "---\nseed:   7   # a comment\n---\n\n";
    const tail = "trailing  \n\n~~~\n$ not a command\n~~~\nno newline at the end";
    const before = `${front}${pageOf([stop[0] ?? "", "stale"])}${tail}`;
    const after = `${front}${pageOf(stop)}${tail}`;
    expect(await rewritten(before)).toBe(after);
  });

  test("line ends are kept as they are, of outputs too", async () => {
    const windows = (lines: readonly string[]) => pageOf(lines).replaceAll("\n", "\r\n");
    expect(await rewritten(windows([stop[0] ?? "", "stale"]))).toBe(windows(stop));
    expect(await rewritten(windows(stop))).toBe(windows(stop));
  });
});

describe("coalmine replay", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pages-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  async function replayed(
    paths: readonly string[],
    options: Partial<Parameters<typeof replayCommand>[1]> = {},
    progress: (text: string) => void = () => undefined,
  ) {
    let stdout = "";
    let stderr = "";
    const out = {
      stdout: (text: string) => {
        stdout += text;
      },
      stderr: (text: string) => {
        stderr += text;
      },
      colors: pc.createColors(false),
      progress,
    };
    const exitCode = await replayCommand(paths, { transcript: false, update: false, narrate: false, ...options }, out);
    return { exitCode, stdout, stderr };
  }

  test("a page that comes out as it stands", async () => {
    const page = write("a.md", pageOf(stop));
    const answer = await replayed([page]);
    expect(answer).toMatchObject({ exitCode: 0, stderr: "" });
    expect(answer.stdout).toContain(`ok    ${page} (1 commands)`);
  });

  test("whoever watches is told of each command", async () => {
    const shown: string[] = [];
    const paths = [write("a.md", pageOf(stop)), write("b.md", pageOf(["$ sleep 1s"]))];
    await replayed(paths, {}, (text) => shown.push(text));
    expect(shown).toEqual([`1 of 2  ${paths[0]}: ${stop[0]}`, `2 of 2  ${paths[1]}: $ sleep 1s`]);
  });

  test("a difference exits 1 and is a unified diff at its place", async () => {
    const page = write("a.md", pageOf([...stop, "", stop[0] ?? "", "No such job", "[1]", "$ sleep 1s"]));
    const { exitCode, stdout, stderr } = await replayed([page]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe("If what was computed is right, --update writes it into the page.\n");
    expect(stdout.split("\n").slice(-9)).toEqual([
      `DIFF  ${page} (1 of 3 commands differ)`,
      `${page}:12: $ nomad job status nobody`,
      "--- the page",
      "+++ computed",
      "@@ -13,2 +13,2 @@",
      "-No such job",
      '+No job(s) with prefix or ID "nobody" found',
      " [1]",
      "",
    ]);
  });

  test("a page without any output, against one", async () => {
    const page = write("a.md", pageOf([stop[0] ?? ""]));
    const { stdout } = await replayed([page]);
    expect(stdout.split("\n").slice(-4)).toEqual([
      "@@ -8,0 +9,2 @@",
      '+No job(s) with prefix or ID "nobody" found',
      "+[1]",
      "",
    ]);
  });

  const ownPages = "Coalmine's own pages stand in the folder scenarios of its package.";

  test("problems of a page, unreadable paths and folders without pages", async () => {
    const page = write("a.md", pageOf(["$ ls"]));
    expect(await replayed([page])).toMatchObject({
      exitCode: 1,
      stderr: `${page}:8: There is no command "ls" here: a line starts with nomad, coalmine, sleep or timeout.\n`,
    });
    const missing = join(folder, "missing.md");
    expect(await replayed([missing])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `${missing}: there is no such file or folder. ${ownPages}\n`,
    });
    const empty = mkdtempSync(join(folder, "empty-"));
    expect((await replayed([empty])).stderr).toBe(
      `${empty}: the folder holds no pages (files that end in .md). ${ownPages}\n`,
    );
  });

  test("a folder: all its pages, and a count", async () => {
    write("a.md", pageOf(stop));
    write("b.md", pageOf([stop[0] ?? "", "wrong"]));
    write("README.md", "no page");
    const { exitCode, stdout } = await replayed([folder]);
    expect(exitCode).toBe(1);
    expect(stdout.endsWith("1 passed, 1 failed\n")).toBe(true);
  });

  test("--update writes the page and is content the second time", async () => {
    const page = write("a.md", pageOf([stop[0] ?? "", "stale"]));
    expect(await replayed([page], { update: true })).toMatchObject({ exitCode: 0 });
    expect(readFileSync(page, "utf8")).toBe(pageOf(stop));
    const again = await replayed([page], { update: true });
    expect(again.stdout.endsWith(`same  ${page}\n`)).toBe(true);
    expect((await replayed([page])).exitCode).toBe(0);
  });

  test("--transcript prints nothing but golden blocks, differences or not", async () => {
    const page = write("a.md", pageOf([stop[0] ?? "", "stale"], " golden"));
    expect(await replayed([page], { transcript: true })).toEqual({
      exitCode: 0,
      stderr: "",
      stdout: `${stop.join("\n")}\n`,
    });
  });

  test("--narrate shows prose, commands and outputs", async () => {
    const page = write("a.md", pageOf(stop));
    const { exitCode, stdout } = await replayed([page], { narrate: true });
    expect(exitCode).toBe(0);
    for (const part of ["Page", "$ nomad job status nobody", stop[1] ?? "", "[1]", "The end."])
      expect(stdout).toContain(part);
  });
});

describe("the four golden pages", () => {
  const pages = ["deployment-promote", "job-promote"].flatMap((command) =>
    ["all-groups", "one-group"].map((kind) => [`${command}/${kind}`] as const),
  );

  test.each(pages)("%s computes the documents' text", async (name) => {
    const file = `scenarios/${name}.md`;
    const replay = await replayPage(readPage(file, readFileSync(file, "utf8")));
    const golden = readFileSync(`test/golden/${name.replace("/", "-")}.txt`, "utf8");
    expect(transcriptOf(replay)).toBe(golden);
    expect(replay.matches).toBe(true);
  });
});
