import { type CommandWords, commandWords } from "./command.js";
import type { StyleName } from "./context.js";
import type { Flag } from "./flags.js";
import { generalFlags } from "./generalFlags.js";

/** What a word of a command line can name. */
export type Subject =
  | "job"
  | "allocation"
  | "deployment"
  | "evaluation"
  | "node"
  | "namespace"
  | "node pool"
  | "group"
  | "file";

/** A word that can stand at the end of a line, and what it is about. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** What can stand at the end of a command line: words of the definitions, and names that somebody has to look up. */
export interface Expectation {
  readonly candidates: readonly Candidate[];
  /** What the word can name. */
  readonly subjects: readonly Subject[];
  /** The name as far as it stands. */
  readonly start: string;
  /** What stands before the name in the same word, for instance `-namespace=`. */
  readonly before: string;
  /** The arguments before it that are no flags. */
  readonly positionals: readonly string[];
  /** The general flags before it, for asking the agent that the command will ask: `-address=…`. */
  readonly general: readonly string[];
}

/**
 * What can follow whole words of a `nomad` command line, by the definitions of the commands.
 *
 * @param words The words after `nomad`, without the last one.
 * @param last The word to complete, as far as it stands; empty for a new one.
 */
export function expectedAfter(words: readonly string[], last: string, style: StyleName = "current"): Expectation {
  const known = commandWords(style);
  const command = longestCommand(known, words);
  const isBare = !words.some((word) => word.startsWith("-"));
  const candidates = isBare ? nextWords(known, words, last) : [];
  if (command === undefined) return { ...nothing, candidates };
  const own = readArguments(command, words.slice(command.path.split(" ").length));
  const expected = argumentExpectation(command, own, last);
  return { ...expected, candidates: [...candidates, ...expected.candidates] };
}

const nothing: Expectation = { candidates: [], subjects: [], start: "", before: "", positionals: [], general: [] };

/** The command whose name the words begin with; the longest if there are several. */
function longestCommand(known: readonly CommandWords[], words: readonly string[]): CommandWords | undefined {
  const fitting = known.filter(({ path }) => `${words.join(" ")} `.startsWith(`${path} `));
  return fitting.sort((left, right) => right.path.length - left.path.length)[0];
}

/** The next word of all commands that begin with these words. */
function nextWords(known: readonly CommandWords[], words: readonly string[], last: string): readonly Candidate[] {
  const begin = words.map((word) => `${word} `).join("");
  const next = new Map<string, string>();
  for (const { path, about } of known) {
    if (!path.startsWith(begin + last)) continue;
    const [word = "", ...others] = path.slice(begin.length).split(" ");
    if (others.length === 0 || !next.has(word)) next.set(word, others.length === 0 ? about : "");
  }
  return [...next].map(([word, about]) => ({ word, about }));
}

/** A command's words, read as far as they stand. */
interface OwnWords {
  readonly positionals: readonly string[];
  /** The flag that still waits for its value. */
  readonly open: string | undefined;
  readonly general: readonly string[];
}

/** Nothing after an argument is a flag (spec 06 §2.8). */
function readArguments({ flags }: CommandWords, own: readonly string[]): OwnWords {
  const general: string[] = [];
  for (let at = 0; at < own.length; at++) {
    const word = own[at] ?? "";
    if (!word.startsWith("-") || word === "-") return { positionals: own.slice(at), open: undefined, general };
    if (word === "--") return { positionals: own.slice(at + 1), open: undefined, general };
    const [, name = "", attached] = /^--?([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const flag = flags[name];
    const isComplete = attached !== undefined || flag === undefined || flag.kind === "toggle";
    if (!isComplete) at += 1;
    if (at >= own.length) return { positionals: [], open: name, general };
    if (flag !== undefined && Object.hasOwn(generalFlags, name))
      general.push(isComplete ? word : `-${name}=${own[at]}`);
  }
  return { positionals: [], open: undefined, general };
}

function argumentExpectation(command: CommandWords, own: OwnWords, last: string): Expectation {
  const { positionals, open, general } = own;
  const place = { ...nothing, positionals, general };
  if (open !== undefined) return { ...place, subjects: subjectsOfFlag(open), start: last };
  const [, before = "", name = "", value = ""] = /^(--?([^=]+)=)(.*)$/s.exec(last) ?? [];
  if (positionals.length === 0) {
    if (before !== "") return { ...place, subjects: subjectsOfFlag(name), start: value, before };
    if (last.startsWith("-")) return { ...place, candidates: flagsFrom(command, last) };
  }
  return { ...place, subjects: subjectsAt(command, positionals.length), start: last };
}

function flagsFrom({ flags }: CommandWords, last: string): readonly Candidate[] {
  const dashes = last.startsWith("--") ? "--" : "-";
  return Object.entries(flags)
    .map(([name, flag]) => ({ word: `${dashes}${name}${takesValue(flag) ? "=" : ""}`, about: flag.about }))
    .filter(({ word }) => word.startsWith(last));
}

function takesValue({ kind }: Flag): boolean {
  return kind !== "toggle";
}

/** What the values of some flags name. */
function subjectsOfFlag(flag: string): readonly Subject[] {
  switch (flag) {
    case "namespace":
      return ["namespace"];
    case "node-pool":
      return ["node pool"];
    case "job":
      return ["job"];
    case "group":
      return ["group"];
    case "node":
    case "node-id":
      return ["node"];
    case "var-file":
    case "ca-cert":
    case "ca-path":
    case "client-cert":
    case "client-key":
      return ["file"];
    default:
      return [];
  }
}

/** Words in the brackets of a synopsis, and what they stand for. */
const subjectPatterns: readonly (readonly [RegExp, readonly Subject[]])[] = [
  [/\bjob/, ["job"]],
  [/^alloc/, ["allocation"]],
  [/^deployment/, ["deployment"]],
  [/^eval/, ["evaluation"]],
  [/pool/, ["node pool"]],
  [/^node/, ["node"]],
  [/^namespace/, ["namespace"]],
  [/^group/, ["group"]],
  [/path|file|input/, ["file"]],
  [/^identifier/, ["job", "allocation", "deployment", "evaluation", "node", "namespace"]],
];

/** What the argument at a place names, as the synopsis of the command says. */
function subjectsAt({ synopsis }: CommandWords, place: number): readonly Subject[] {
  const described = synopsis.replace(/\[options\]|-[a-z-]+ <[^>]+>|\[-[^\]]*\]/g, "");
  const names = [...described.matchAll(/<([^>]+)>\]?(\.\.\.)?|\[([^<\]]+)\]/g)];
  const last = names.at(-1);
  const name = names[place] ?? (last?.[2] === undefined ? undefined : last);
  const words = name?.[1] ?? name?.[3] ?? "";
  return subjectPatterns.find(([pattern]) => pattern.test(words))?.[1] ?? [];
}
