import { httpApi } from "../api/http.js";
import { nextPeriodicLaunch } from "../api/periodicLaunch.js";
import { type CommandContext, runNomad } from "../cli/command.js";
import { defaultAddress } from "../cli/connectionSettings.js";
import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import { ClockProblem, clockOf, type MachineClock } from "./commandClock.js";
import { Connections } from "./connections.js";
import { functionFiles } from "./functionFiles.js";
import { machineFiles } from "./machineFiles.js";
import { machineTerminal, type StandardStreams } from "./machineTerminal.js";

/** The machine on which a command runs, handed in so that a test can stand in for it. */
export interface Machine extends StandardStreams {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly directory: string;
  readonly syntaxWords: SyntaxWords;
}

/**
 * `coalmine nomad ARGS…`: the operator's command line against an agent over HTTP, Coalmine's or a real one. Spec 06.
 *
 * @param argv The arguments after `nomad`.
 * @returns Nomad's exit code.
 */
export async function nomadCommand(argv: readonly string[], machine: Machine): Promise<number> {
  let clock: MachineClock;
  try {
    clock = clockOf(machine.environment);
  } catch (error) {
    if (!(error instanceof ClockProblem)) throw error;
    machine.stderr.write(`${error.message}\n`);
    return 1;
  }
  const terminal = machineTerminal(machine, { isLive: clock.isReal, isDumb: machine.environment.TERM === "dumb" });
  const connections = new Connections((header) => clock.hear(header("x-coalmine-now")));
  const connect: NonNullable<CommandContext["connect"]> = (settings) =>
    httpApi(settings.address, connections.open(settings), { token: settings.token });
  try {
    return await runNomad(argv, {
      api: connect({ address: defaultAddress }),
      connect,
      style: "current",
      terminal,
      clock,
      zone: (instantMs) => -new Date(instantMs).getTimezoneOffset() * 60_000,
      environment: machine.environment,
      files: machineFiles(machine.directory),
      pins: {},
      hints: true,
      syntaxWords: machine.syntaxWords,
      functionFiles: functionFiles(machine.directory),
      nextPeriodicLaunch,
    });
  } finally {
    connections.close();
    clock.stop();
    terminal.close();
  }
}
