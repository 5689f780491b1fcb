import type { Command, Option } from "commander";
import { createProgram } from "./program.js";
import type { Completion } from "./terminal/completion/completeLine.js";

const nothing: Completion = { candidates: [], files: false };

/** Completes a word of Coalmine's own commands, as they are declared. */
export function completeOwn(words: readonly string[], last: string): Completion {
  const program = createProgram();
  const [name, ...own] = words;
  if (name === undefined || name === "help") return starting(last, commandWords(program));
  const command = program.commands.find((candidate) => candidate.name() === name);
  return command === undefined ? nothing : argumentOf(command, own, last);
}

function commandWords(program: Command): Completion {
  const commands = program.commands.map((command) => ({ word: command.name(), about: command.description() }));
  return { candidates: [...commands, ...flagsOf(program)], files: false };
}

function argumentOf(command: Command, words: readonly string[], last: string): Completion {
  const before = words.at(-1);
  const waiting = command.options.find((option) => takesValue(option) && before !== undefined && names(option, before));
  if (waiting !== undefined) return starting(last, valuesOf(waiting.argChoices, waiting.long));
  if (last.startsWith("-")) return starting(last, { candidates: flagsOf(command), files: false });
  const place = words.filter((word) => !word.startsWith("-")).length;
  const declared = command.registeredArguments;
  const argument = declared[place] ?? declared.find(({ variadic }) => variadic);
  return argument === undefined ? nothing : starting(last, valuesOf(argument.argChoices, argument.name()));
}

/** One of a few words, or a file, where the name says so. */
function valuesOf(choices: readonly string[] | undefined, name: string | undefined): Completion {
  if (choices !== undefined) return { candidates: choices.map((word) => ({ word, about: "" })), files: false };
  return { candidates: [], files: /page|file/.test(name ?? "") };
}

function flagsOf(command: Command) {
  return command.options
    .filter((option) => !option.hidden)
    .map((option) => ({ word: option.long ?? option.short ?? "", about: option.description }));
}

function names({ long, short }: Option, word: string): boolean {
  return word === long || word === short;
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

function starting(last: string, { candidates, files }: Completion): Completion {
  const isFlagWanted = last.startsWith("-");
  return {
    candidates: candidates.filter(({ word }) => word.startsWith(last) && word.startsWith("-") === isFlagWanted),
    files,
  };
}
