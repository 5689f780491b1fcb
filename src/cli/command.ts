import { aliases, commands, notSimulated } from "./commands.js";
import type { CommandContext, StyleName } from "./context.js";
import type { Command, Run } from "./definition.js";
import { didYouMean } from "./didYouMean.js";
import { CommandFailure, describeError } from "./failure.js";
import type { FlagTable } from "./flags.js";
import { generalFlags } from "./generalFlags.js";
import { generalHelp, groupAbout, groupHelp } from "./help.js";
import { oldNameWarning } from "./oldNames.js";
import { styleNamed } from "./styles/styles.js";
import { colourSwitches } from "./text/colour.js";
import { terminalUi, type Ui } from "./ui.js";
import { versionText } from "./version.js";

export type {
  CommandClock,
  CommandContext,
  CommandFiles,
  ConnectionSettings,
  Frame,
  FrameDisplay,
  StyleName,
  Terminal,
  TlsSettings,
} from "./context.js";
export { Interrupted } from "./interrupted.js";
export type { OrderPins } from "./pins.js";

/**
 * Runs one `nomad` command line and answers its exit code. What an operator does wrong becomes text and a code. Spec 06 §2.8.
 *
 * @param argv The arguments after `nomad`.
 * @throws {Interrupted} as it was thrown by the clock or by a request.
 */
export async function runNomad(argv: readonly string[], context: CommandContext): Promise<number> {
  const switches = colourSwitches(argv, context.environment, context.terminal.isTty);
  const ui = terminalUi(context.terminal, switches);
  const style = styleNamed(context.style, context.zone);
  const run: Run = {
    context,
    style,
    switches,
    argv,
    runCommand: (path, rest) => requiredCommand(path).run(rest, run),
  };
  try {
    return await dispatch(argv, run, ui);
  } catch (error) {
    ui.error(describeError(error));
    return error instanceof CommandFailure ? error.exitCode : 1;
  }
}

/** The first words of all command lines that {@link runNomad} knows, for completion. */
export function nomadCommands(): readonly string[] {
  return [...commands.map(({ path }) => path), ...Object.keys(aliases)].sort();
}

/** What a command line can be made of, for completion. */
export interface CommandWords {
  /** The words after `nomad`; of a command with other names one entry each. */
  readonly path: string;
  readonly synopsis: string;
  readonly about: string;
  /** All its flags by name, general ones among them. */
  readonly flags: FlagTable;
}

/** The words of all command lines that {@link runNomad} knows in a style, by path. */
export function commandWords(styleName: StyleName): readonly CommandWords[] {
  const style = styleNamed(styleName);
  const general = Object.entries(generalFlags).filter(([name]) => !style.hiddenGeneralFlags.includes(name));
  const words = commands.map((command): CommandWords => {
    const { path, synopsis, about } = command;
    return { path, synopsis, about, flags: { ...command.flags(style), ...Object.fromEntries(general) } };
  });
  const otherNames = Object.entries({ ...aliases, ...style.ownAliases }).flatMap(([path, target]) => {
    const named = words.find((command) => command.path === target);
    return named === undefined ? [] : [{ ...named, path }];
  });
  return [...words, ...otherNames].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Whether these arguments name a command or a group of commands, simulated or not. */
export function isNomadCommand(argv: readonly string[]): boolean {
  const words = argv.filter((argument) => !argument.startsWith("-"));
  return find(words, aliases) !== undefined || childrenOf(`${words[0] ?? ""} `).length > 0;
}

async function dispatch(argv: readonly string[], run: Run, ui: Ui): Promise<number> {
  const firstWord = argv.findIndex((argument) => !argument.startsWith("-"));
  const leading = firstWord === -1 ? argv : argv.slice(0, firstWord);
  const words = firstWord === -1 ? [] : argv.slice(firstWord);
  if (leading.some((flag) => ["-v", "-version", "--version"].includes(flag))) {
    ui.output(versionText);
    return 0;
  }
  const wantsHelp = asksForHelp(argv);
  if (words.length === 0 && wantsHelp) return showHelp(ui, generalText(), 0);

  const found = find(words, { ...aliases, ...run.style.ownAliases });
  if (found?.kind === "not simulated") {
    ui.error(`"nomad ${found.path}" is not simulated`);
    return 1;
  }
  const help = found === undefined ? groupText(words) : found.command.help(run.style);
  if (help === undefined) return showHelp(ui, generalText() + meant("", words[0] ?? "", run), 127);
  if (wantsHelp) return showHelp(ui, help, 0);
  if (leading.length > 0) {
    const complaint =
      "Invalid flags before the subcommand. If these flags are for\nthe subcommand, please put them after the subcommand.";
    return showHelp(ui, `${complaint}\n\n${help}`, 1);
  }
  if (found === undefined) {
    const group = groupOf(words);
    return showHelp(ui, help + meant(group, words[group.split(" ").length] ?? "", run), 1);
  }
  const warning = oldNameWarning(words[0] ?? "");
  if (warning !== undefined) ui.warn(warning);
  return found.command.run(found.rest, run);
}

type Found =
  | { readonly kind: "command"; readonly command: Command; readonly rest: readonly string[] }
  | { readonly kind: "not simulated"; readonly path: string };

/** The command whose path has the most words in common with the arguments. */
function find(words: readonly string[], otherNames: Readonly<Record<string, string>>): Found | undefined {
  const alias = Object.hasOwn(otherNames, words[0] ?? "") ? otherNames[words[0] ?? ""] : undefined;
  const path = alias === undefined ? words : [...alias.split(" "), ...words.slice(1)];
  for (let length = Math.min(3, path.length); length > 0; length -= 1) {
    const candidate = path.slice(0, length).join(" ");
    const command = commands.find((known) => known.path === candidate);
    if (command !== undefined) return { kind: "command", command, rest: path.slice(length) };
    if (notSimulated.includes(candidate)) return { kind: "not simulated", path: candidate };
  }
  return undefined;
}

function requiredCommand(path: string): Command {
  const command = commands.find((known) => known.path === path);
  if (command === undefined) throw new CommandFailure(`"nomad ${path}" is not simulated`);
  return command;
}

/** `-h` anywhere before `--`. */
function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? argv.length : end).some((flag) => ["-h", "-help", "--help"].includes(flag));
}

function showHelp(ui: Ui, text: string, exitCode: number): number {
  ui.output(text);
  return exitCode;
}

function generalText(): string {
  return generalHelp(childrenOf(""));
}

/** Help of the longest group that the words begin with; undefined if they begin with none. */
function groupText(words: readonly string[]): string | undefined {
  const group = groupOf(words);
  return group === "" ? undefined : groupHelp(group, childrenOf(`${group} `));
}

/** The longest group that the words begin with; empty if they begin with none. */
function groupOf(words: readonly string[]): string {
  for (let length = Math.min(2, words.length); length > 0; length -= 1) {
    const path = words.slice(0, length).join(" ");
    if (childrenOf(`${path} `).length > 0) return path;
  }
  return "";
}

/** What may have been meant by a word that is none of a group's. */
function meant(group: string, word: string, { style }: Run): string {
  const children = childrenOf(group === "" ? "" : `${group} `).map(([child]) => child);
  const otherNames = group === "" ? Object.keys({ ...aliases, ...style.ownAliases }) : [];
  return word === "" ? "" : didYouMean(group, word, [...new Set([...children, ...otherNames])].sort());
}

/** The next words of all command lines that begin so, commands and groups, each with what it is for. */
function childrenOf(beginning: string): readonly (readonly [string, string])[] {
  const children = new Map<string, string>();
  for (const { path, about } of commands) {
    if (!path.startsWith(beginning)) continue;
    const word = path.slice(beginning.length).split(" ")[0] ?? "";
    const child = beginning + word;
    if (path === child || !children.has(word)) children.set(word, path === child ? about : groupAbout(child));
  }
  return [...children].sort(([left], [right]) => (left < right ? -1 : 1));
}
