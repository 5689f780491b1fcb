import { counted } from "../explain/counted.js";
import { PageProblem } from "../session/page/problem.js";
import { messageOf } from "./fileCommands.js";
import type { OwnCall, OwnCommand, OwnResult } from "./ownCommand.js";
import { failed, said } from "./ownCommand.js";
import { looksLikeRun, RunProblem, readRun, writeRun } from "./run/runFile.js";
import type { Moment } from "./state.js";
import { momentsOfRun, stateOfPage } from "./state.js";
import { presentState, withMoments } from "./timeline.js";

export const save: OwnCommand = {
  name: "save",
  usage: "FILE",
  about: "writes what was done so far to a file: the stage and the commands, to be opened here or in a bug report",
  takesFiles: true,
  run: async ({ words, timeline, host }) => {
    const [name] = words;
    if (name === undefined || words.length !== 1) return failed("save takes one file.");
    const present = await host.files.read(name).catch(() => undefined);
    if (present !== undefined && !looksLikeRun(present)) {
      return failed(`${name} is there already and no saved run: it was left as it is.`);
    }
    const { run } = presentState(timeline);
    try {
      await host.files.write(name, writeRun(run));
    } catch (error) {
      return failed(messageOf(error));
    }
    const count = run.steps.length;
    return said(`Saved ${counted(count, "command")}.\n`);
  },
};

export const open: OwnCommand = {
  name: "open",
  usage: "FILE",
  about: "goes on with a saved run, or begins a page (FILE.md); undo leads back through it, and to where you were",
  takesFiles: true,
  run: async (call) => {
    const [name] = call.words;
    if (name === undefined || call.words.length !== 1) return failed("open takes one file.");
    try {
      const text = await call.host.files.read(name);
      return name.endsWith(".md") ? openPage(call, name, text) : openRun(call, name, text);
    } catch (error) {
      if (error instanceof PageProblem || error instanceof RunProblem) return failed(error.message);
      return failed(messageOf(error));
    }
  },
};

function openPage(call: OwnCall, file: string, text: string): OwnResult {
  return opened(call, [{ line: call.input.line, state: stateOfPage({ file, text }) }]);
}

function openRun(call: OwnCall, file: string, text: string): OwnResult {
  const { start, moments } = momentsOfRun(file, readRun(file, text));
  return opened(call, [{ line: call.input.line, state: start }, ...moments]);
}

function opened({ timeline }: OwnCall, moments: readonly Moment[]): OwnResult {
  const count = moments.length - 1;
  const text = count === 0 ? "" : `Went through ${counted(count, "command")}.\n`;
  return said(text, withMoments(timeline, moments));
}
