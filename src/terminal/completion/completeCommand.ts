import type { OutputStream } from "../machineTerminal.js";
import { completeLine, type OwnCompleter } from "./completeLine.js";

/** What completion needs of the machine. */
export interface CompletionMachine {
  readonly stdout: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly own: OwnCompleter;
}

/**
 * What the scripts for shells ask at each TAB: `line "coalmine nomad job st"`, or `words nomad job st`. Prints one candidate a
 * line, its word and after a tabulator what it is about; a line without a word says that names of files fit as well.
 */
export async function completeCommand(argv: readonly string[], machine: CompletionMachine): Promise<void> {
  const [form, ...given] = argv;
  const words = form === "line" ? splitUnfinished(given[0] ?? "").slice(1) : given;
  const { candidates, files } = await completeLine(
    words.slice(0, -1),
    words.at(-1) ?? "",
    machine.environment,
    machine.own,
  );
  const sorted = [...candidates].sort((left, right) => (left.word < right.word ? -1 : 1));
  const lines = sorted.map(({ word, about }) => `${word}\t${about.replace(/\s+/g, " ")}\n`);
  machine.stdout.write([...lines, ...(files ? ["\tfiles\n"] : [])].join(""));
}

/** The words of a line that is still being written: the last one may be empty, its quote open. */
function splitUnfinished(line: string): readonly string[] {
  const words = [...line.matchAll(/(?:"[^"]*"?|'[^']*'?|\\.?|[^\s"'\\])+/gs)].map(([word]) => unquoted(word));
  return /(^|[^\\])\s$/.test(line) || words.length === 0 ? [...words, ""] : words;
}

function unquoted(word: string): string {
  return word.replace(
    /"([^"]*)"?|'([^']*)'?|\\(.?)/gs,
    (_piece, double, single, escaped) => double ?? single ?? escaped,
  );
}
