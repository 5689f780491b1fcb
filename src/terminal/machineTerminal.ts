import type { Terminal } from "../cli/command.js";
import { LiveDisplay } from "./liveDisplay.js";

/** A stream that is written to: a terminal, a pipe, a file. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** The standard streams of a process. */
export interface StandardStreams {
  /** Looked at when something is read: opening it costs time. */
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** The terminal of a process, and what of it has to be closed. */
export interface MachineTerminal extends Terminal {
  /** Reads no more, so that the process can end. */
  close(): void;
}

/** What else decides how a terminal is used. */
export interface TerminalTraits {
  /** Time passes as it does for the reader: displays can be redrawn while they wait. */
  readonly isLive: boolean;
  /** Cannot move its cursor (`TERM=dumb`): it is given no size, so that commands write line by line. */
  readonly isDumb: boolean;
}

/** The terminal that a process runs in. */
export function machineTerminal(streams: StandardStreams, { isLive, isDumb }: TerminalTraits): MachineTerminal {
  const { stdout, stderr } = streams;
  const lines = new InputLines(streams);
  const columns = () => (isDumb ? 0 : (stdout.columns ?? 0));
  const rows = () => (isDumb ? 0 : (stdout.rows ?? 0));
  const isTty = stdout.isTTY === true;
  return {
    write: (stream, text) => {
      (stream === "stdout" ? stdout : stderr).write(text);
    },
    isTty,
    columns: columns(),
    rows: rows(),
    readLine: () => lines.next(),
    ...(isTty && isLive
      ? { openDisplay: () => new LiveDisplay({ write: (text) => stdout.write(text), columns, rows }) }
      : {}),
    close: () => lines.close(),
  };
}

/** Standard input, line by line. The module for that is loaded with the first line: few commands ask. */
class InputLines {
  readonly #streams: Pick<StandardStreams, "stdin">;
  #opened: Promise<{ lines: AsyncIterator<string>; close: () => void }> | undefined;

  constructor(streams: Pick<StandardStreams, "stdin">) {
    this.#streams = streams;
  }

  async next(): Promise<string | undefined> {
    this.#opened ??= this.#open();
    const { done, value } = await (await this.#opened).lines.next();
    return done === true ? undefined : value;
  }

  close(): void {
    this.#opened?.then(({ close }) => close());
  }

  async #open() {
    const { createInterface } = await import("node:readline");
    const reader = createInterface({ input: this.#streams.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    return { lines: reader[Symbol.asyncIterator](), close: () => reader.close() };
  }
}
