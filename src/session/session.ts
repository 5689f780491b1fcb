import { inProcessApi } from "../api/inProcess.js";
import { nextPeriodicLaunch } from "../api/periodicLaunch.js";
import type { CommandFiles, OrderPins, StyleName } from "../cli/command.js";
import { Interrupted, runNomad } from "../cli/command.js";
import type { Simulator } from "../cluster/simulator.js";
import { explanationText, why } from "../explain/why.js";
import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import { CommandLineError, splitCommandLine } from "./commandLine.js";
import { readDuration } from "./duration.js";
import { runFault } from "./faults.js";
import type { Surroundings } from "./surroundings.js";
import { EndlessWait, longestWaitMs, TimedOut, VirtualClock } from "./virtualClock.js";

/** What a command wrote, in the order of writing, and how it ended. */
export interface CommandResult {
  readonly output: string;
  readonly exitCode: number;
  /** Set when the line is none that a session knows: a sentence. */
  readonly unknown?: string;
  /** It still waited after 24 virtual hours. */
  readonly endless?: boolean;
}

export interface SessionOptions {
  readonly style: StyleName;
  readonly files: CommandFiles;
  readonly syntaxWords?: SyntaxWords | undefined;
  readonly surroundings?: Surroundings;
}

/** As `timeout` of the coreutils says it. */
const timedOutCode = 124;

/** As shells say that Ctrl-C ended a command. */
const interruptedCode = 130;

/** One command under way: the orders that are pinned for it, and what it wrote so far. */
interface Running {
  readonly pins: OrderPins;
  readonly written: string[];
}

/**
 * One command line after the other against one simulated cluster: `nomad …`, `coalmine …`, `sleep`, `timeout`. Virtual time
 * passes while a command waits. DESIGN, floor 5.
 */
export class Session {
  readonly simulator: Simulator;
  readonly #clock: VirtualClock;
  readonly #options: SessionOptions;

  constructor(simulator: Simulator, options: SessionOptions) {
    this.simulator = simulator;
    this.#clock = new VirtualClock(simulator, options.surroundings?.whileWaiting);
    this.#options = options;
  }

  /**
   * Runs one line. Whatever a user does wrong becomes output and an exit code; a line that no session knows says so in
   * `unknown`.
   */
  async run(line: string, pins: OrderPins = {}): Promise<CommandResult> {
    let words: readonly string[];
    try {
      words = splitCommandLine(line);
    } catch (error) {
      if (error instanceof CommandLineError) return unknownCommand(error.message);
      throw error;
    }
    const running: Running = { pins, written: [] };
    try {
      return await this.#clock.within(
        longestWaitMs,
        () => new EndlessWait("The command still waited after 24 virtual hours."),
        () => this.#dispatch(words, running),
      );
    } catch (error) {
      if (error instanceof EndlessWait) return { ...ended(running, timedOutCode), endless: true };
      if (error instanceof Interrupted) return ended(running, interruptedCode);
      throw error;
    }
  }

  async #dispatch(words: readonly string[], running: Running): Promise<CommandResult> {
    const [program, ...rest] = words;
    switch (program) {
      case "nomad":
        return ended(running, await this.#nomad(rest, running));
      case "coalmine":
        return ended(running, rest[0] === "why" ? this.#why(rest.slice(1), running) : this.#fault(rest, running));
      case "sleep":
        return this.#sleep(rest);
      case "timeout":
        return this.#timeout(rest, running);
      case undefined:
        return unknownCommand("The line holds no command.");
      default:
        return unknownCommand(
          `There is no command "${program}" here: a line starts with nomad, coalmine, sleep or timeout.`,
        );
    }
  }

  #write(running: Running, stream: "stdout" | "stderr", text: string): void {
    running.written.push(text);
    this.#options.surroundings?.write?.(stream, text);
  }

  #nomad(argv: readonly string[], running: Running): Promise<number> {
    const { style, files, syntaxWords, surroundings = {} } = this.#options;
    const { isTty = false, isInteractive = false, readLine = async () => undefined, environment } = surroundings;
    return runNomad(argv, {
      api: inProcessApi(this.simulator, this.#clock),
      style,
      terminal: {
        write: (stream, text) => this.#write(running, stream, text),
        isTty,
        // A terminal without a size gets block after block (spec 06 §5.2): in virtual time nobody could see a redraw.
        columns: isTty ? 0 : 80,
        rows: isTty ? 0 : 24,
        readLine,
        isInteractive,
        inputIsTty: isInteractive,
      },
      clock: this.#clock,
      environment: environment ?? { NOMAD_CLI_NO_COLOR: "1" },
      files,
      syntaxWords,
      pins: running.pins,
      hints: false,
      nextPeriodicLaunch,
    });
  }

  #fault(words: readonly string[], running: Running): number {
    const { text, exitCode } = runFault(this.simulator, words);
    if (text !== "") this.#write(running, "stderr", text);
    return exitCode;
  }

  #why(words: readonly string[], running: Running): number {
    const { world } = this.simulator;
    const found = words.length === 1 ? why(world, words[0] ?? "") : undefined;
    if (found?.ok === true) {
      this.#write(running, "stdout", `${explanationText(world, found.explanation)}\n`);
      return 0;
    }
    const sentence = found?.sentence ?? "Usage: coalmine why JOB|DEPLOYMENT|ALLOCATION|EVALUATION";
    this.#write(running, "stderr", `${sentence}\n`);
    return 1;
  }

  async #sleep(words: readonly string[]): Promise<CommandResult> {
    const duration = words.length === 1 ? readDuration(words[0] ?? "") : undefined;
    if (duration === undefined) return unknownCommand("sleep takes one duration, for instance: sleep 16s");
    await this.#clock.sleep(duration);
    return { output: "", exitCode: 0 };
  }

  async #timeout(words: readonly string[], running: Running): Promise<CommandResult> {
    const [limit = "", ...command] = words;
    const duration = readDuration(limit);
    if (duration === undefined || command.length === 0) {
      return unknownCommand(
        "timeout takes a duration and a command, for instance: timeout 30s nomad job promote example",
      );
    }
    try {
      return await this.#clock.within(
        duration,
        () => new TimedOut("The time limit ran out."),
        () => this.#dispatch(command, running),
      );
    } catch (error) {
      if (error instanceof TimedOut) return ended(running, timedOutCode);
      throw error;
    }
  }
}

function ended({ written }: Running, exitCode: number): CommandResult {
  return { output: written.join(""), exitCode };
}

function unknownCommand(sentence: string): CommandResult {
  return { output: "", exitCode: 127, unknown: sentence };
}
