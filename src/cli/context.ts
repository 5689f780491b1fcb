import type { NomadApi } from "../api/nomadApi.js";
import type { ApiPeriodic } from "../api/objects/job.js";
import type { FunctionFiles } from "../jobspec/hcl/functions/functionSpec.js";
import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import type { OrderPins } from "./pins.js";
import type { ZoneOffset } from "./text/times.js";

/**
 * What a command needs of the world around it. Nothing here is the command's own: time, files, the terminal and the agent
 * are handed in, so that a command is a function of its arguments and of these. Spec 06 §1.
 */
export interface CommandContext {
  readonly api: NomadApi;
  /** The agent at another address or with another token; without it every command talks to {@link api}. */
  connect?(settings: ConnectionSettings): NomadApi;
  readonly style: StyleName;
  readonly terminal: Terminal;
  readonly clock: CommandClock;
  /** The zone in which times are shown; without it UTC. */
  readonly zone?: ZoneOffset;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files: CommandFiles;
  /** Orders that are random in Nomad (spec 06 §2.11). */
  readonly pins: OrderPins;
  /** Whether commands may end with a hint at the web UI. */
  readonly hints: boolean;
  /** What HashiCorp's parser says of a job file that is not HCL; without it our reader's own words stand. */
  readonly syntaxWords?: SyntaxWords | undefined;
  /** What `file` and its like may read in a job file; without it they are refused. */
  readonly functionFiles?: FunctionFiles | undefined;
  /** The first launch of a periodic job after an instant, both in nanoseconds since the epoch (spec 05 §14). */
  nextPeriodicLaunch?(periodic: ApiPeriodic, after: bigint): bigint | undefined;
}

export type StyleName = "current" | "docs-2017";

/** Flags and variables of the connection; a flag beats its variable (spec 06 §2.8). */
export interface ConnectionSettings {
  readonly address: string;
  readonly token?: string | undefined;
  /** `user:password`. */
  readonly httpAuth?: string | undefined;
  readonly tls?: TlsSettings | undefined;
}

/** How an encrypted connection is checked, and what this side proves itself with; paths of PEM files. */
export interface TlsSettings {
  readonly caCert?: string | undefined;
  readonly caPath?: string | undefined;
  readonly clientCert?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly serverName?: string | undefined;
  readonly skipVerify: boolean;
}

/** The lines of one picture, given the present sign of the spinner. */
export type Frame = (spinner: string) => readonly string[];

/** A part of the screen that shows one frame after the other in the same place. */
export interface FrameDisplay {
  show(frame: Frame): void;
  /** Leaves the last frame standing. */
  close(): void;
  /** Takes the frame away. */
  clear(): void;
}

export interface Terminal {
  write(stream: "stdout" | "stderr", text: string): void;
  /** A display that is redrawn in place, where the terminal can do that. Without it only last frames are written. */
  openDisplay?(): FrameDisplay;
  readonly isTty: boolean;
  readonly columns: number;
  readonly rows: number;
  /** One line of standard input without its end; undefined at the end of input. */
  readLine(): Promise<string | undefined>;
  /** Standard input is a terminal: whoever reads from it waits for the operator. */
  readonly inputIsTty?: boolean;
  /** All that is left of standard input, as it is; without it the lines are put together. */
  readAll?(): Promise<string>;
  /** Whether somebody sits at both ends and can be asked; without it nobody does. */
  readonly isInteractive?: boolean;
}

export interface CommandClock {
  /** Nanoseconds since the Unix epoch. */
  now(): bigint;
  /** @throws {Interrupted} */
  sleep(milliseconds: number): Promise<void>;
}

export interface CommandFiles {
  /** @throws {Error} with the text of Go for a file that cannot be read. */
  read(path: string): Promise<string>;
  /**
   * Writes a file that does not exist yet. Without it no command can write one.
   *
   * @throws {Error} with the text of Go for a file that cannot be written.
   */
  write?(path: string, text: string): Promise<void>;
}
