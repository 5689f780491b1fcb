import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pagePaths } from "../../src/scenario/pageFiles.js";
import type { Page } from "../../src/session/page/page.js";
import { readPage } from "../../src/session/page/page.js";
import { inputOfPaste } from "../../src/shell/paste.js";
import { stateOfPage, stateOfStage } from "../../src/shell/state.js";
import { ShellPlay } from "./shellPlay.js";

const pages = pagePaths("scenarios").map((file) => ({ file, text: readFileSync(file, "utf8") }));

/** What a command wrote, as a page shows it. */
function asInPage(output: string, exitCode: number): readonly string[] {
  const lines = output === "" ? [] : output.replace(/\n$/, "").split("\n");
  return exitCode === 0 ? lines : [...lines, `[${exitCode}]`];
}

function commandsOf(page: Page) {
  return page.blocks.flatMap((block) => block.commands);
}

/** Types lines one by one and answers the outputs of those that were no questions in between. */
async function outputsOf(play: ShellPlay, lines: readonly string[], between: readonly string[] = []) {
  const outputs: (readonly string[])[] = [];
  for (const line of lines) {
    outputs.push(asInPage(await play.type(line), play.shell.exitCode));
    await play.type(...between);
  }
  return outputs;
}

test("there are pages", () => {
  expect(pages.length).toBeGreaterThanOrEqual(4);
});

describe.each(pages)("$file", (source) => {
  const page = readPage(source.file, source.text);
  const commands = commandsOf(page);
  const shown = commands.map(({ expected }) => expected);

  test("its commands come out as it shows them, byte for byte", async () => {
    const play = new ShellPlay(stateOfPage(source));
    expect(
      await outputsOf(
        play,
        commands.map(({ text }) => text),
      ),
    ).toEqual(shown);
  });

  test("whatever is asked, undone and done again in between", async () => {
    const play = new ShellPlay(stateOfPage(source));
    const between = ["nomad node status", "coalmine why example", "undo 3", "redo", "redo 2", "files"];
    expect(
      await outputsOf(
        play,
        commands.map(({ text }) => text),
        between,
      ),
    ).toEqual(shown);
  });

  test("next runs them one after the other", async () => {
    const play = new ShellPlay(stateOfPage(source));
    const outputs = await outputsOf(
      play,
      commands.map(() => "next"),
    );
    expect(outputs).toEqual(commands.map(({ text, expected }) => [`$ ${text}`, ...expected]));
    expect(await play.type("next")).toBe("The page has no more commands.\n");
  });

  test("its fences can be pasted as they stand, outputs and all, on its stage alone", async () => {
    const play = new ShellPlay(stateOfStage(page.stage));
    const output = await play.type(...inputOfPaste(source.text));
    expect(output).toBe(
      shown.flatMap((lines) => lines.filter((line) => !/^\[\d+\]$/.test(line)).map((line) => `${line}\n`)).join(""),
    );
  });

  test("a run that was saved in the middle goes on with the page", async () => {
    const half = Math.ceil(commands.length / 2);
    const first = new ShellPlay(stateOfPage(source));
    await outputsOf(
      first,
      commands.slice(0, half).map(({ text }) => text),
    );
    await first.type("save half.json");
    const second = new ShellPlay();
    second.machine.set("half.json", first.machine.get("half.json") ?? "");
    await second.type("open half.json");
    expect(
      await outputsOf(
        second,
        commands.slice(half).map(({ text }) => text),
      ),
    ).toEqual(shown.slice(half));
  });

  test("it can be opened from another cluster, and left again", async () => {
    const play = new ShellPlay();
    const before = play.state;
    play.machine.set("page.md", source.text);
    await play.type("open page.md");
    expect(
      await outputsOf(
        play,
        commands.map(({ text }) => text),
      ),
    ).toEqual(shown);
    await play.type(`undo ${commands.length + 1}`);
    expect(play.state).toBe(before);
  });
});

describe("pins", () => {
  const commands = ["$ nomad job run -detach -json a.json", "$ nomad job eval -detach example"];
  const source = (info: string) => [`\`\`\`console ${info}`, ...commands, "```"].join("\n");
  const job = '```json title=a.json\n{"ID":"example","Datacenters":["dc1"],"TaskGroups":[]}\n```\n';
  const evaluations = (play: ShellPlay) =>
    play.state.world.evaluations
      .keysArray()
      .map((id) => id.slice(0, 8))
      .sort();
  const tasks = job.replace('"TaskGroups":[]', '"TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Driver":"docker"}]}]');
  const text = `${tasks}\n${source("evaluation=aaaaaaaa,bbbbbbbb")}\n`;

  test("of a fence count for all its commands", async () => {
    const play = new ShellPlay(stateOfPage({ file: "p.md", text }));
    await play.type("nomad job run -detach -json a.json", "nomad job eval -detach example");
    expect(evaluations(play)).toEqual(["aaaaaaaa", "bbbbbbbb"]);
  });

  test("are for the page's next command only: a line out of turn goes without", async () => {
    const play = new ShellPlay(stateOfPage({ file: "p.md", text }));
    await play.type("nomad job eval -detach example", "nomad job run -detach -json ./a.json");
    expect(evaluations(play).some((id) => /^(a{8}|b{8})$/.test(id))).toBe(false);
    await play.type("nomad job run -detach -json a.json");
    expect(evaluations(play)).toContain("aaaaaaaa");
  });

  test("come with a fence that is pasted, where the page's own do not", async () => {
    const play = new ShellPlay();
    await play.type(...inputOfPaste(text));
    expect(evaluations(play)).toEqual(["aaaaaaaa", "bbbbbbbb"]);
    await play.type(...inputOfPaste("```console evaluation=cccccccc\n$ nomad job eval -detach example\n```"));
    expect(evaluations(play)).toContain("cccccccc");
  });

  test("a page answers no questions", async () => {
    const asking = text.replace("nomad job eval -detach example", "nomad job stop exam");
    const play = new ShellPlay(stateOfPage({ file: "p.md", text: asking }));
    play.answers.push("y");
    await play.type("nomad job run -detach -json a.json");
    expect(await play.type("nomad job stop exam")).toContain("Failed to parse answer: EOF");
    expect(play.answers).toEqual(["y"]);
  });
});
