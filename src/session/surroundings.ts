import type { CommandContext } from "../cli/command.js";
import type { Wait } from "./virtualClock.js";

/**
 * What a session may know of the place where it runs. All of it may be missing: then nobody watches and nobody answers, there are
 * no colours, and job files are JSON. That is how pages are replayed.
 */
export interface Surroundings {
  /** Is told of each text as it is written. */
  readonly write?: CommandContext["terminal"]["write"];
  /** One line of what a command may read; undefined at the end. */
  readonly readLine?: CommandContext["terminal"]["readLine"];
  /** Somebody sits in front of it and can be asked: nothing is read that was not asked for. */
  readonly isInteractive?: boolean;
  /** Texts end up on a terminal and are coloured. Monitors write block after block all the same: nothing is redrawn. */
  readonly isTty?: boolean;
  /** The variables that commands look at; without it colours are off. */
  readonly environment?: CommandContext["environment"];
  /**
   * Comes before each moment of a wait at which something happens, and holds virtual time up for as long as it takes.
   *
   * @throws {Interrupted} when the command shall end as by Ctrl-C.
   */
  readonly whileWaiting?: (wait: Wait) => Promise<void>;
}
