import type { CommandWords } from "../cli/command.js";
import { commandWords } from "../cli/command.js";
import { ownCommands } from "./ownCommands.js";
import type { ShellState } from "./state.js";
import type { Candidate, Subject } from "./subjects.js";
import { candidatesOf, groupsOf, nodesById } from "./subjects.js";

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

const programs: readonly Candidate[] = [
  { word: "nomad" },
  { word: "coalmine" },
  { word: "sleep" },
  { word: "timeout" },
  ...ownCommands.map(({ name }) => ({ word: name })),
];

function nomadCandidates(words: readonly string[], start: string, place: Place): readonly Candidate[] {
  const known = commandWords(place.state.run.stage.style);
  const named = longestCommand(known, words);
  // "nomad job" is a group, "nomad status" a command of which others begin with its name: both can go on.
  const subcommands = words.some((word) => word.startsWith("-")) ? [] : nextWords(known, words, start);
  if (named === undefined) return subcommands;
  const own = words.slice(named.path.split(" ").length);
  return [...subcommands, ...argumentCandidates(named, own, start, place)];
}

/** The command whose name the words begin with; the longest if there are several. */
function longestCommand(known: readonly CommandWords[], words: readonly string[]): CommandWords | undefined {
  for (let length = Math.min(3, words.length); length > 0; length--) {
    const path = words.slice(0, length).join(" ");
    const command = known.find((candidate) => candidate.path === path);
    if (command !== undefined) return command;
  }
  return undefined;
}

/** The next word of all commands that begin with these words. */
function nextWords(known: readonly CommandWords[], words: readonly string[], start: string): readonly Candidate[] {
  const begin = words.map((word) => `${word} `).join("");
  return known
    .filter(({ path }) => path.startsWith(begin + start))
    .map(({ path, about }) => {
      const [word = "", ...others] = path.slice(begin.length).split(" ");
      return { word, about: others.length === 0 ? about : undefined };
    });
}

function argumentCandidates(
  command: CommandWords,
  own: readonly string[],
  start: string,
  place: Place,
): readonly Candidate[] {
  const { positionals, open } = readArguments(command, own);
  if (open !== undefined) return valueCandidates(open, start, positionals, place);
  const attached = /^--?([^=]+)=(.*)$/s.exec(start);
  if (attached !== null) {
    const [whole, name = "", value = ""] = attached;
    const before = whole.slice(0, whole.length - value.length);
    return valueCandidates(name, value, positionals, place).map(({ word, about }) => ({ word: before + word, about }));
  }
  if (start.startsWith("-")) return positionals.length > 0 ? [] : flagCandidates(command, start);
  const subject = subjectAt(command.synopsis, positionals.length);
  return subject === undefined ? [] : subjectCandidates(subject, start, positionals, place);
}

/** Which words are arguments, and the flag that still waits for its value. Nothing after an argument is a flag (spec 06 §2.8). */
function readArguments(
  { flags }: CommandWords,
  own: readonly string[],
): { readonly positionals: readonly string[]; readonly open: string | undefined } {
  for (let at = 0; at < own.length; at++) {
    const word = own[at] ?? "";
    if (!word.startsWith("-") || word === "-") return { positionals: own.slice(at), open: undefined };
    if (word === "--") return { positionals: own.slice(at + 1), open: undefined };
    const name = word.replace(/^--?/, "");
    const takesValue = !name.includes("=") && flags[name] !== undefined && flags[name].kind !== "toggle";
    if (!takesValue) continue;
    at += 1;
    if (at === own.length) return { positionals: [], open: name };
  }
  return { positionals: [], open: undefined };
}

function flagCandidates({ flags }: CommandWords, start: string): readonly Candidate[] {
  const dashes = start.startsWith("--") ? "--" : "-";
  return startingWith(
    start,
    Object.entries(flags).map(([name, flag]) => ({
      word: `${dashes}${name}${flag.kind === "toggle" ? "" : "="}`,
      about: flag.about,
    })),
  );
}

/** What the values of some flags name. */
function valueCandidates(
  flag: string,
  start: string,
  positionals: readonly string[],
  place: Place,
): readonly Candidate[] {
  switch (flag) {
    case "var-file":
      return fileCandidates(start, place);
    case "namespace":
      return subjectCandidates("namespace", start, positionals, place);
    case "node-pool":
      return subjectCandidates("pool", start, positionals, place);
    case "job":
      return subjectCandidates("job", start, positionals, place);
    case "group":
      return groupsAnywhere(start, place);
    default:
      return [];
  }
}

/** The job comes after its flags, so groups of all jobs are possible. */
function groupsAnywhere(start: string, { state }: Place): readonly Candidate[] {
  return candidatesOf("job", state.world, "").flatMap(({ word }) => groupsOf(state.world, word, start));
}

/** Words in the angle brackets of a synopsis, and what they stand for. */
const subjects: readonly (readonly [RegExp, readonly Subject[]])[] = [
  [/^job/, ["job"]],
  [/^alloc/, ["allocation"]],
  [/^deployment/, ["deployment"]],
  [/^eval/, ["evaluation"]],
  [/pool/, ["pool"]],
  [/^node/, ["node"]],
  [/^namespace/, ["namespace"]],
  [/^group/, ["group"]],
  [/path|file/, ["file"]],
  [/^identifier/, ["job", "allocation", "deployment", "evaluation", "node"]],
];

/** What the argument at a place names, as the synopsis of the command says. */
function subjectAt(synopsis: string, place: number): readonly Subject[] | undefined {
  const names = [...synopsis.matchAll(/<([^>]+)>(\.\.\.)?/g)];
  const last = names.at(-1);
  const name = names[place] ?? (last?.[2] === undefined ? undefined : last);
  return name === undefined ? undefined : subjects.find(([pattern]) => pattern.test(name[1] ?? ""))?.[1];
}

function subjectCandidates(
  wanted: Subject | readonly Subject[],
  start: string,
  positionals: readonly string[],
  place: Place,
): readonly Candidate[] {
  const { world } = place.state;
  return [wanted].flat().flatMap((subject) => {
    switch (subject) {
      case "file":
        return fileCandidates(start, place);
      case "group":
        return groupsOf(world, positionals[0] ?? "", start);
      case "node":
        return nodesById(world, start);
      default:
        return candidatesOf(subject, world, start);
    }
  });
}

function coalmineCandidates(words: readonly string[], start: string, place: Place): readonly Candidate[] {
  const { world } = place.state;
  const known: Readonly<Record<string, readonly Candidate[]>> = {
    "": ["why", "node", "alloc"].map((word) => ({ word })),
    why: (["job", "deployment", "allocation", "evaluation"] as const).flatMap((kind) =>
      candidatesOf(kind, world, start),
    ),
    node: ["down", "up"].map((word) => ({ word })),
    alloc: [{ word: "fail" }],
    "node down": [{ word: "-tasks=die" }, ...candidatesOf("node", world, start)],
    "node up": candidatesOf("node", world, start),
    "alloc fail": [{ word: "-task=" }, { word: "-exit=" }, ...candidatesOf("allocation", world, start)],
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
  return startingWith(
    start,
    [...state.files.keys(), ...names.filter((name) => !isHidden(name))].map((word) => ({ word })),
  );
}

function startingWith(start: string, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ word }) => word.startsWith(start));
}
