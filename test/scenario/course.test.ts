import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import { pagePaths, readPageFile } from "../../src/scenario/pageFiles.js";
import { replayPage } from "../../src/scenario/replay.js";
import type { Page } from "../../src/session/page/page.js";
import { readPage } from "../../src/session/page/page.js";

const heading = "## Predict before you run";
const answer = "**Answer:**";

/** What a page of the course lacks: it asks one question, shows by outputs what comes of it, and answers. */
function lacks(page: Page): readonly string[] {
  const asking = page.prose.filter(({ text }) => text.includes(heading));
  const answering = page.prose.filter(({ text }) => text.startsWith(answer));
  const [question] = asking;
  const [reply] = answering;
  if (asking.length !== 1 || question === undefined) return [`${asking.length} sections "${heading}"`];
  if (answering.length !== 1 || reply === undefined) return [`${answering.length} answers`];
  const asked = question.text.slice(question.text.indexOf(heading) + heading.length);
  const shown = page.blocks.filter(({ line }) => line > question.line && line < reply.line);
  return [
    ...(asked.split("?").length === 2 ? [] : ["exactly one question"]),
    ...(shown.some(({ commands }) => commands.some(({ expected }) => expected.length > 0))
      ? []
      : ["an output between question and answer"]),
  ];
}

describe("the pages under scenarios/", () => {
  test.each(pagePaths("scenarios"))("%s comes out as it stands", async (path) => {
    const replay = await replayPage(readPageFile(path));
    const commands = replay.blocks.flatMap((block) => block.commands);
    const differing = commands.filter(({ matches }) => !matches).map(({ command }) => command.text);
    expect(differing).toEqual([]);
    expect(commands.length).toBeGreaterThan(0);
  });

  test("are all listed in the table of contents, each once", () => {
    const links = [...readFileSync("scenarios/README.md", "utf8").matchAll(/\]\(([^)]+\.md)\)/g)].map(([, to]) => to);
    const pages = pagePaths("scenarios").map((path) => relative("scenarios", path).replaceAll("\\", "/"));
    expect([...links].sort()).toEqual([...pages].sort());
  });
});

describe("a page of the course", () => {
  test.each(pagePaths("scenarios/rollouts"))("%s asks, shows and answers", (path) => {
    const page = readPageFile(path);
    expect(lacks(page)).toEqual([]);
    expect(page.stage.style).toBe("current");
  });

  const fence = ["```console", "$ nomad status", "No running jobs", "```"];
  const silent = ["```console", "$ sleep 1s", "```"];
  const planted: readonly [string, readonly string[], string][] = [
    ["no question", [...fence, `${answer} yes.`], `0 sections "${heading}"`],
    ["no answer", [heading, "Is it so?", ...fence, "Yes."], "0 answers"],
    ["an answer without its output", [heading, "Is it so?", ...silent, `${answer} yes.`], "an output between"],
    ["an answer before its output", [heading, "Is it so?", "", answer, ...fence], "0 answers"],
    ["two questions", [heading, "Is it? Is it not?", ...fence, `${answer} yes.`], "exactly one question"],
  ];

  test.each(planted)("%s would be noticed", (_name, lines, complaint) => {
    expect(lacks(readPage("page.md", lines.join("\n"))).join()).toContain(complaint);
  });
});
