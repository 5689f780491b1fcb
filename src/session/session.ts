import { inProcessApi } from "../api/inProcess.js";
import { nextPeriodicLaunch } from "../api/periodicLaunch.js";
import type { CommandFiles, OrderPins, StyleName } from "../cli/command.js";
import { runNomad } from "../cli/command.js";
import type { Simulator } from "../cluster/simulator.js";
import { explanationText, why } from "../explain/why.js";
import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import { CommandLineError, splitCommandLine } from "./commandLine.js";
import { readDuration } from "./duration.js";
import { runFault } from "./faults.js";
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
}

/** As `timeout` of the coreutils says it. */
const timedOutCode = 124;

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
    this.#clock = new VirtualClock(simulator);
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
    const written: string[] = [];
    try {
      return await this.#clock.within(
        longestWaitMs,
        () => new EndlessWait("The command still waited after 24 virtual hours."),
        () => this.#dispatch(words, pins, written),
      );
    } catch (error) {
      if (error instanceof EndlessWait) return { output: written.join(""), exitCode: timedOutCode, endless: true };
      throw error;
    }
  }

  async #dispatch(words: readonly string[], pins: OrderPins, written: string[]): Promise<CommandResult> {
    const [program, ...rest] = words;
    switch (program) {
      case "nomad": {
        const exitCode = await this.#nomad(rest, pins, written);
        return { output: written.join(""), exitCode };
      }
      case "coalmine": {
        if (rest[0] === "why") return this.#why(rest.slice(1));
        const { text, exitCode } = runFault(this.simulator, rest);
        return { output: text, exitCode };
      }
      case "sleep":
        return this.#sleep(rest);
      case "timeout":
        return this.#timeout(rest, pins, written);
      case undefined:
        return unknownCommand("The line holds no command.");
      default:
        return unknownCommand(
          `There is no command "${program}" here: a line starts with nomad, coalmine, sleep or timeout.`,
        );
    }
  }

  #nomad(argv: readonly string[], pins: OrderPins, written: string[]): Promise<number> {
    return runNomad(argv, {
      api: inProcessApi(this.simulator, this.#clock),
      style: this.#options.style,
      terminal: {
        write: (_stream, text) => written.push(text),
        isTty: false,
        columns: 80,
        rows: 24,
        readLine: async () => undefined,
      },
      clock: this.#clock,
      environment: { NOMAD_CLI_NO_COLOR: "1" },
      files: this.#options.files,
      syntaxWords: this.#options.syntaxWords,
      pins,
      hints: false,
      nextPeriodicLaunch,
    });
  }

  #why(words: readonly string[]): CommandResult {
    const { world } = this.simulator;
    if (words.length !== 1)
      return { output: "Usage: coalmine why JOB|DEPLOYMENT|ALLOCATION|EVALUATION\n", exitCode: 1 };
    const found = why(world, words[0] ?? "");
    if (!found.ok) return { output: `${found.sentence}\n`, exitCode: 1 };
    return { output: `${explanationText(world, found.explanation)}\n`, exitCode: 0 };
  }

  async #sleep(words: readonly string[]): Promise<CommandResult> {
    const duration = words.length === 1 ? readDuration(words[0] ?? "") : undefined;
    if (duration === undefined) return unknownCommand("sleep takes one duration, for instance: sleep 16s");
    await this.#clock.sleep(duration);
    return { output: "", exitCode: 0 };
  }

  async #timeout(words: readonly string[], pins: OrderPins, written: string[]): Promise<CommandResult> {
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
        () => this.#dispatch(command, pins, written),
      );
    } catch (error) {
      if (error instanceof TimedOut) return { output: written.join(""), exitCode: timedOutCode };
      throw error;
    }
  }
}

function unknownCommand(sentence: string): CommandResult {
  return { output: "", exitCode: 127, unknown: sentence };
}
