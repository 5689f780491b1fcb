import { Simulator } from "../cluster/simulator.js";
import type { OutsideAction } from "../model/action.js";
import { Session } from "../session/session.js";
import type { Host } from "./host.js";
import type { Input } from "./input.js";
import { pinsOfLine } from "./pageProgress.js";
import { isOutsideAction } from "./run/actionShapes.js";
import { withAction } from "./run/run.js";
import { StandstillWatch } from "./standstill.js";
import type { ShellState } from "./state.js";
import { stateAfter } from "./state.js";

/** How a line on the cluster ended. */
export interface RanLine {
  readonly state: ShellState;
  readonly exitCode: number;
  /** The line is none that a cluster knows: a sentence. Nothing has changed then. */
  readonly unknown?: string | undefined;
  /** Why it did not end by itself: a sentence. */
  readonly cutOff?: string | undefined;
}

/**
 * Runs `nomad …`, `coalmine …`, `sleep` or `timeout` on the cluster of a state. The old state stays as it is, so that one can go back
 * to it.
 *
 * @param whileWaiting Comes before each wait of the command; an interruption that it throws ends the command.
 */
export async function runClusterLine(
  state: ShellState,
  input: Input,
  host: Host,
  whileWaiting: () => Promise<void>,
): Promise<RanLine> {
  const simulator = new Simulator(state.world);
  let actions: readonly OutsideAction[] = [];
  simulator.listen((action) => {
    if (isOutsideAction(action)) actions = withAction(actions, action);
  });
  const pins = pinsOfLine(state.progress, input.line) ?? input.pins;
  if (pins?.identifiers !== undefined) simulator.request({ kind: "pin-identifiers", pins: pins.identifiers });
  const files = new Map<string, string>();
  const given = input.given === undefined ? undefined : [...input.given];
  const watch = new StandstillWatch();
  const session = new Session(simulator, {
    style: state.run.stage.style,
    files: {
      read: async (path) => files.get(plainPath(path)) ?? readFile(state, host, path),
      write: async (path, text) => {
        files.set(plainPath(path), text);
      },
    },
    syntaxWords: host.syntaxWords,
    surroundings: {
      write: (stream, text) => host.write(stream, text),
      isTty: host.isTerminal,
      isInteractive: host.isTerminal && given === undefined && pins === undefined,
      environment: host.hasColours ? {} : { NOMAD_CLI_NO_COLOR: "1" },
      // A page answers no questions: what asks gets the end of its input, as in a replay.
      readLine: async () => (given !== undefined || pins !== undefined ? given?.shift() : host.readLine()),
      whileWaiting: async (wait) => {
        await whileWaiting();
        // Whoever sets a limit wants to see what happens until then.
        if (input.line.startsWith("nomad ")) watch.whileWaiting(simulator.world, wait);
      },
    },
  });
  const result = await session.run(input.line, pins?.orders);
  if (result.unknown !== undefined) return { state, exitCode: result.exitCode, unknown: result.unknown };
  const cutOff = result.endless === true ? endlessText : watch.standsStill ? standstillText : undefined;
  const step = { line: input.line, actions, files };
  return { state: stateAfter(state, simulator.world, step), exitCode: result.exitCode, cutOff };
}

const standstillText =
  "Nothing more happens by itself, so the command would wait for ever: it was ended, as by Ctrl-C.";

const endlessText =
  "The command still waited after 24 virtual hours, and these have passed. undo takes them back; timeout 30s … sets a limit.";

/** The files of the page and of the shell come first. */
export async function readFile({ files }: ShellState, host: Host, path: string): Promise<string> {
  return files.get(plainPath(path)) ?? host.files.read(path);
}

/** A file of the shell has one name, however its path is written. */
export function plainPath(path: string): string {
  return path.replace(/^(\.\/)+/, "");
}
