import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pc from "picocolors";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HostFiles } from "../../../src/shell/host.js";
import { HistoryFile } from "../../../src/shell/terminal/historyFile.js";
import { Prompt } from "../../../src/shell/terminal/prompt.js";
import { jobFile, plainStart } from "../shellPlay.js";
import { FakeTerminal } from "./fakeTerminal.js";

const enter = "\r";
const ctrl = { c: "\u0003", d: "\u0004" } as const;
const up = "\u001b[A";
const pasted = (text: string) => `\u001b[200~${text}\u001b[201~`;

let folder: string;
let terminal: FakeTerminal;
let ended: Promise<number>;

const files: HostFiles = {
  read: async (path) => {
    if (path === "a.json") return jobFile();
    throw new Error(`open ${path}: no such file or directory`);
  },
  write: async () => undefined,
  list: () => ["a.json"],
};

/** A prompt that is ready. */
async function begin(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  terminal = new FakeTerminal();
  const { input, output } = terminal;
  const historyFile = new HistoryFile(join(folder, "history"));
  const prompt = new Prompt({ input, output, colors: pc.createColors(true), environment, historyFile }, plainStart(), {
    files,
  });
  ended = prompt.run("Hello\n");
  await terminal.until("coalmine> ");
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "coalmine-test-"));
  await begin();
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const history = () => readFileSync(join(folder, "history"), "utf8");

describe("a prompt", () => {
  test("greets, shows how the cluster is, and runs what is typed", async () => {
    expect(terminal.plain).toBe("Hello\n\n16:00:00 · nothing is under way\ncoalmine> ");
    const shown = await terminal.press(`sleep 1m${enter}`, "coalmine> ");
    expect(shown).toContain("16:01:00 · nothing is under way\ncoalmine> ");
    terminal.press(`exit 3${enter}`, "exit");
    expect(await ended).toBe(3);
  });

  test("streams with colours", async () => {
    await terminal.press(`nomad job run -json -detach a.json${enter}`, "coalmine> ");
    await terminal.press(`nomad job status example${enter}`, "coalmine> ");
    expect(terminal.shown).toContain("\u001b[1mSummary");
    expect(terminal.shown).toContain("\u001b[2m16:00:00 · 1 deployment running · next: +10s");
  });

  test("Ctrl-D ends it with the exit code of the last command", async () => {
    await terminal.press(`nomad job status x${enter}`, "coalmine> ");
    await terminal.press(ctrl.d, "\n");
    expect(await ended).toBe(1);
  });

  test("Ctrl-C clears the line, and what was begun", async () => {
    expect(await terminal.press(`nomad stat${ctrl.c}`, "coalmine> nomad stat^C\n")).toContain("^C");
    await terminal.press("", "coalmine> ");
    await terminal.press(`cat > a.txt <<EOF${enter}`, "> ");
    await terminal.press(`one${enter}`, "> ");
    await terminal.press(ctrl.c, "nothing is under way");
    const shown = await terminal.press(`files${enter}`, "coalmine> ");
    expect(shown).toContain("files\n16:00:00");
    terminal.press(ctrl.d, "\n");
    expect(await ended).toBe(0);
  });

  test("Ctrl-D inside a heredoc ends only that", async () => {
    await terminal.press(`cat > a.txt <<EOF${enter}`, "> ");
    expect(await terminal.press(ctrl.d, "coalmine> ")).toContain('A line "EOF" has to end what the command reads.');
    await terminal.press(`sleep 1s${enter}`, "16:00:01");
  });
});

describe("a command that asks", () => {
  beforeEach(async () => {
    await terminal.press(`nomad job run -json -detach a.json${enter}`, "coalmine> ");
  });

  test("is answered at its question, and the answer is not remembered", async () => {
    await terminal.press(`nomad job stop exam${enter}`, "[y/N] ");
    expect(await terminal.press(`n${enter}`, "coalmine> ")).toContain("Cancelling job stop");
    expect(history()).toBe("nomad job run -json -detach a.json\nnomad job stop exam\n");
    expect(await terminal.press(up, "nomad job stop exam")).not.toContain("coalmine> n\n");
  });

  test("is ended by Ctrl-C, not the shell", async () => {
    await terminal.press(`nomad job stop exam${enter}`, "[y/N] ");
    expect(await terminal.press(ctrl.c, "coalmine> ")).toContain("[y/N] ^C\n");
    await terminal.press(`sleep 1s${enter}`, "16:00:01");
  });

  test("is told by Ctrl-D that nothing comes, and the shell goes on", async () => {
    await terminal.press(`nomad job stop exam${enter}`, "[y/N] ");
    expect(await terminal.press(ctrl.d, "coalmine> ")).toContain("Failed to parse answer: EOF");
    await terminal.press(`sleep 1s${enter}`, "16:00:01");
  });
});

describe("what is pasted", () => {
  test("line by line is shown as if it were typed; a last line without an end waits in the line editor", async () => {
    const shown = await terminal.press(`sle${pasted("ep 1s\rsleep 2s\rsleep 5")}`, "coalmine> sleep 5");
    expect(shown).toMatch(/coalmine> sleep 1s\ncoalmine> sleep 2s\n\n16:00:03 .*\ncoalmine> sleep 5$/);
    await terminal.press(`s${enter}`, "16:00:08");
    expect(history()).toBe("sleep 1s\nsleep 2s\nsleep 5s\n");
  });

  test("from a page runs its fences", async () => {
    const text = "Prose\n```json title=b.json\n{}\n```\n\n```console\n$ sleep 7s\noutput\n```\nmore\n";
    const shown = await terminal.press(pasted(text), "16:00:07");
    expect(shown).toContain("coalmine> cat > 'b.json'\ncoalmine> sleep 7s\n");
    expect(shown).not.toContain("Prose");
    expect(shown).not.toContain("There is no command");
  });

  test("into a heredoc is its text, whatever it looks like", async () => {
    await terminal.press(`cat > a.md <<EOF${enter}`, "> ");
    await terminal.press(pasted("$ sleep 1s\r```\rEOF\r"), "nothing is under way");
    expect(await terminal.press(`cat a.md${enter}`, "coalmine> ")).toContain("\n$ sleep 1s\n```\n\n16:00:00");
  });

  test("within one line is like typed", async () => {
    await terminal.press(`sleep ${pasted("1m")}${enter}`, "16:01:00");
  });
});

describe("TAB", () => {
  test("completes what can only be one thing, and a space behind it", async () => {
    await terminal.press("nomad job run -js\t", "-json ");
    await terminal.press("a\t", "a.json ");
    await terminal.press(enter, "Monitoring evaluation");
  });

  test("shows several with what they stand for", async () => {
    const shown = await terminal.press("nomad node status \t\t", "client-2, ready");
    expect(shown).toMatch(/[0-9a-f]{8} {2}client-1, ready/);
  });

  test("changes nothing where nothing fits", async () => {
    await terminal.press("sleep \t", "sleep ");
    await terminal.press("1s\t", "1s");
    await terminal.press(enter, "16:00:01");
  });

  test("is TAB inside a heredoc", async () => {
    await terminal.press(`cat > a.txt <<EOF${enter}`, "> ");
    await terminal.press("sl\t", "sl\t");
    await terminal.press(`x${enter}EOF${enter}`, "nothing is under way");
    expect(await terminal.press(`cat a.txt${enter}`, "coalmine> ")).toContain("\nsl\tx\n\n16:00:00");
  });
});

test("lines are remembered from one shell to the next", async () => {
  await terminal.press(`sleep 1s${enter}`, "16:00:01");
  await terminal.press(`sleep 2s${enter}`, "16:00:03");
  await terminal.press(ctrl.d, "\n");
  await ended;
  await begin();
  await terminal.press(up, "sleep 2s");
  await terminal.press(up, "sleep 1s");
  await terminal.press(enter, "16:00:01");
});

test("a file can be changed in the editor of the environment", async () => {
  await terminal.press(ctrl.d, "\n");
  await begin({ EDITOR: "echo changed >" });
  await terminal.press(`edit a.json${enter}`, "coalmine> ");
  await terminal.press(`cat a.json${enter}`, "changed\n\n16:00:00");
  await terminal.press(`cat a.json${enter}`, "changed\n\n16:00:00");
});
