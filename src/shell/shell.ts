import pc from "picocolors";
import { Interrupted, isNomadCommand } from "../cli/command.js";
import { CommandLineError, splitCommandLine } from "../session/commandLine.js";
import { runClusterLine } from "./clusterLine.js";
import type { Completion } from "./completion.js";
import { completion } from "./completion.js";
import { messageOf } from "./fileCommands.js";
import type { Host } from "./host.js";
import type { Input, WrongInput } from "./input.js";
import type { OwnCommand } from "./ownCommand.js";
import { ownCommands } from "./ownCommands.js";
import type { ShellState } from "./state.js";
import { statusLine } from "./statusLine.js";
import type { Timeline } from "./timeline.js";
import { presentState, timelineFrom, withMoments } from "./timeline.js";

const clusterPrograms = ["nomad", "coalmine", "sleep", "timeout"];

/**
 * An in-memory cluster at a prompt: a line in, its output out, and the state of now. It knows no terminal; what it needs of the
 * machine it is given. Going back is having an earlier state again, since states are never changed.
 */
export class Shell {
  readonly #host: Host;
  #timeline: Timeline;
  #exitCode = 0;
  #hasEnded = false;
  #isRunning = false;
  #isInterrupted = false;

  constructor(host: Host, start: ShellState) {
    this.#host = host;
    this.#timeline = timelineFrom(start);
  }

  /** The cluster of now, with all that belongs to it. */
  get state(): ShellState {
    return presentState(this.#timeline);
  }

  /** Of the last command. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /** Someone said `exit`. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** A line about the cluster of now: its time, what is under way, what comes next. */
  get status(): string {
    const { world, run } = this.state;
    return statusLine(world, run.stage.clock);
  }

  /** What the last word of a line can become. */
  complete(line: string): Completion {
    return completion(line, this.state, (folder) => this.#host.files.list(folder));
  }

  /** Ctrl-C for the command that runs. */
  interrupt(): void {
    this.#isInterrupted = true;
  }

  /** Runs one command; whatever is wrong with it is said, and nothing is lost: a command that breaks off was none. */
  async run(input: Input | WrongInput): Promise<void> {
    this.#isRunning = true;
    this.#isInterrupted = false;
    try {
      this.#exitCode = await this.#runInput(input);
    } catch (error) {
      this.#exitCode = this.#complain(`The command broke off: ${messageOf(error)}.`, input.place, 1);
    } finally {
      this.#isRunning = false;
    }
  }

  async #runInput(input: Input | WrongInput): Promise<number> {
    if ("problem" in input) return this.#complain(input.problem, input.place, 127);
    const [program = ""] = input.line.split(/\s/, 1);
    const own = ownCommands.find(({ name }) => name === program);
    if (own !== undefined) return this.#runOwn(own, input);
    if (!clusterPrograms.includes(program)) return this.#complain(unknownText(input.line, program), input.place, 127);
    const { state, exitCode, unknown, cutOff } = await runClusterLine(this.state, input, this.#host, () =>
      this.#whileWaiting(),
    );
    if (unknown !== undefined) return this.#complain(unknown, input.place, exitCode);
    this.#timeline = withMoments(this.#timeline, [{ line: input.line, state }]);
    return cutOff === undefined ? exitCode : this.#complain(cutOff, input.place, exitCode);
  }

  async #runOwn(command: OwnCommand, input: Input): Promise<number> {
    let words: readonly string[];
    try {
      words = wordsOf(input.line);
    } catch (error) {
      if (error instanceof CommandLineError) return this.#complain(error.message, input.place, 127);
      throw error;
    }
    const call = { words, input, timeline: this.#timeline, host: this.#host, exitCode: this.#exitCode };
    const result = await command.run(call);
    if (result.timeline !== undefined) this.#timeline = result.timeline;
    if (result.text !== undefined && result.text !== "") this.#host.write("stdout", result.text);
    if (result.problem !== undefined) return this.#complain(result.problem, input.place, result.exitCode);
    if (result.leaves === true) this.#hasEnded = true;
    if (result.goesOnWith === undefined) return result.exitCode;
    return this.#runInput({ place: input.place, line: result.goesOnWith });
  }

  async #whileWaiting(): Promise<void> {
    await this.#host.breathe();
    if (this.#isInterrupted) throw new Interrupted("Ctrl-C");
  }

  /** Where nobody sees which line was just typed, its number says it. */
  #complain(sentence: string, place: number, exitCode: number): number {
    const text = this.#host.isTerminal ? sentence : `line ${place}: ${sentence}`;
    this.#host.write("stderr", `${pc.createColors(this.#host.hasColours).yellow(text)}\n`);
    return exitCode;
  }
}

/** The words after the name of an own command; `>` may stand before the name of a file. */
function wordsOf(line: string): readonly string[] {
  const redirected = /^(\S+)\s*>\s*(.*)$/.exec(line);
  if (redirected !== null) return [">", ...splitCommandLine(redirected[2] ?? "")];
  return splitCommandLine(line).slice(1);
}

function unknownText(line: string, program: string): string {
  if (isNomadCommand(line.split(/\s+/))) return `There is no command "${program}" here. Did you mean: nomad ${line}`;
  return `There is no command "${program}" here: help says what there is.`;
}
