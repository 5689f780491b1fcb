import { counted } from "../explain/counted.js";
import { filesOf } from "./clusterLine.js";
import type { OwnCall, OwnCommand, OwnResult } from "./ownCommand.js";
import { failed, said } from "./ownCommand.js";
import { stateAfter } from "./state.js";
import { presentState, withMoments } from "./timeline.js";

export const cat: OwnCommand = {
  name: "cat",
  usage: "FILE",
  about: "shows a file; cat > FILE <<EOF writes one, down to a line EOF",
  takesFiles: true,
  run: async (call) => {
    const { words, input, timeline, host } = call;
    const [first, name] = words;
    if (first === ">") return write(call, name);
    if (words.length !== 1 || first === undefined) return failed("cat takes one file.");
    if (input.given !== undefined) return failed(`What is read has to go somewhere: cat > ${first} <<EOF`);
    try {
      const text = await filesOf(presentState(timeline), host).read(first);
      return said(text === "" || text.endsWith("\n") ? text : `${text}\n`);
    } catch (error) {
      return failed(messageOf(error));
    }
  },
};

async function write(call: OwnCall, name: string | undefined): Promise<OwnResult> {
  const { given } = call.input;
  if (name === undefined || call.words.length !== 2) return failed("cat > takes one file.");
  if (given === undefined) return failed(`The text of the file is missing: cat > ${name} <<EOF, lines, EOF`);
  return withFile(call, name, given.map((line) => `${line}\n`).join(""));
}

export const edit: OwnCommand = {
  name: "edit",
  usage: "FILE",
  about: "writes or changes a file in $EDITOR; the machine's own files stay as they are",
  takesFiles: true,
  run: async (call) => {
    const [name] = call.words;
    const { host } = call;
    if (name === undefined || call.words.length !== 1) return failed("edit takes one file.");
    if (host.edit === undefined) return failed(`There is no editor here: cat > ${name} <<EOF writes a file.`);
    const before = await filesOf(presentState(call.timeline), host)
      .read(name)
      .catch(() => "");
    const after = await host.edit(name, before);
    return after === undefined || after === before ? said("Nothing was changed.\n") : withFile(call, name, after);
  },
};

export const files: OwnCommand = {
  name: "files",
  usage: "",
  about: "the files of the page and those that were written here; they come before the machine's",
  run: ({ timeline }) => {
    const names = [...presentState(timeline).files].sort(([left], [right]) => (left < right ? -1 : 1));
    return said(names.map(([name, text]) => `${name}  ${countLines(text)}\n`).join(""));
  },
};

function countLines(text: string): string {
  const count = text.split("\n").length - (text.endsWith("\n") || text === "" ? 1 : 0);
  return counted(count, "line");
}

/** The timeline with one more file, as one step that can be taken back. */
async function withFile({ timeline, host }: OwnCall, name: string, text: string): Promise<OwnResult> {
  const state = presentState(timeline);
  const files = filesOf(state, host);
  await files.write(name, text);
  const line = `cat > ${[...files.written.keys()].join()}`;
  const next = stateAfter(state, state.world, { line, actions: [], files: files.written });
  return said("", withMoments(timeline, [{ line, state: next }]));
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
