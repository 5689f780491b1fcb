import type { Candidate } from "../cli/completion.js";
import { expectedAfter } from "../cli/completion.js";
import { ownCommands } from "./ownCommands.js";
import type { ShellState } from "./state.js";
import { namesOf, nodesById, nodesByName } from "./subjects.js";

/** What the word at the end of a line can become. */
export interface Completion {
  /** The word as far as it stands. */
  readonly start: string;
  readonly candidates: readonly Candidate[];
}

/** Names in a folder of the machine, those of folders with a slash at the end. */
type ListFolder = (folder: string) => readonly string[];

interface Place {
  readonly state: ShellState;
  readonly list: ListFolder;
}

/**
 * Completes the last word of a line: commands and their flags from the definitions of the commands, names and IDs from the
 * cluster of now, names of files.
 */
export function completion(line: string, state: ShellState, list: ListFolder): Completion {
  const words = line.trimStart().split(/[ \t]+/);
  const start = words.pop() ?? "";
  const candidates = candidatesAfter(words, start, { state, list });
  const found = [...candidates].sort((left, right) => (left.word < right.word ? -1 : 1));
  return { start, candidates: found.filter(({ word }, place) => word !== found[place - 1]?.word) };
}

/** What can follow some whole words. */
function candidatesAfter(words: readonly string[], start: string, place: Place): readonly Candidate[] {
  const [program, ...rest] = words;
  switch (program) {
    case undefined:
      return startingWith(start, programs);
    case "nomad":
      return nomadCandidates(rest, start, place);
    case "coalmine":
      return coalmineCandidates(rest, start, place);
    case "timeout":
      return rest.length === 0 ? [] : candidatesAfter(rest.slice(1), start, place);
    default:
      return ownCommands.some(({ name, takesFiles }) => name === program && takesFiles === true)
        ? fileCandidates(start, place)
        : [];
  }
}

const programs: readonly Candidate[] = plain(
  "nomad",
  "coalmine",
  "sleep",
  "timeout",
  ...ownCommands.map(({ name }) => name),
);

const namespaceFlag = /^--?namespace=/;

/** Words of the definitions, and what the cluster of now knows by the names that they ask for. */
function nomadCandidates(words: readonly string[], start: string, place: Place): readonly Candidate[] {
  const expected = expectedAfter(words, start, place.state.run.stage.style);
  const namespace = expected.general.findLast((flag) => namespaceFlag.test(flag))?.replace(namespaceFlag, "");
  const lookup = { world: place.state.world, namespace: namespace ?? "default", positionals: expected.positionals };
  const names = expected.subjects.flatMap((subject) =>
    subject === "file" ? fileCandidates(expected.start, place) : namesOf(subject, expected.start, lookup),
  );
  return [...expected.candidates, ...names.map(({ word, about }) => ({ word: expected.before + word, about }))];
}

function coalmineCandidates(words: readonly string[], start: string, place: Place): readonly Candidate[] {
  const lookup = { world: place.state.world, namespace: "default", positionals: [] };
  const nodes = [...nodesByName(lookup.world, start), ...(start === "" ? [] : nodesById(lookup.world, start))];
  const known: Readonly<Record<string, readonly Candidate[]>> = {
    "": plain("why", "node", "alloc"),
    why: (["job", "deployment", "allocation", "evaluation"] as const).flatMap((kind) => namesOf(kind, start, lookup)),
    node: plain("down", "up"),
    alloc: plain("fail"),
    "node down": [...plain("-tasks=die"), ...nodes],
    "node up": nodes,
    "alloc fail": [...plain("-task=", "-exit="), ...namesOf("allocation", start, lookup)],
  };
  const path = words.filter((word) => !word.startsWith("-")).join(" ");
  const possible = Object.hasOwn(known, path) ? (known[path] ?? []) : [];
  // A dash has to be typed before flags are shown.
  return startingWith(start, possible).filter(({ word }) => word.startsWith("-") === start.startsWith("-"));
}

/** The files of the shell and of the machine; folders end with a slash and go on. */
function fileCandidates(start: string, { state, list }: Place): readonly Candidate[] {
  const folder = start.slice(0, start.lastIndexOf("/") + 1);
  const names = list(folder === "" ? "." : folder).map((name) => folder + name);
  const isHidden = (name: string) => name.slice(folder.length).startsWith(".") && start === folder;
  return startingWith(start, plain(...state.files.keys(), ...names.filter((name) => !isHidden(name))));
}

function plain(...words: readonly string[]): readonly Candidate[] {
  return words.map((word) => ({ word, about: "" }));
}

function startingWith(start: string, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ word }) => word.startsWith(start));
}
