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
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** The terminal of a process: what its standard input is, and what of it has to be closed. */
export interface MachineTerminal extends Terminal {
  /** All that is left of standard input, as it is. */
  readAll(): Promise<string>;
  /** Standard input is a terminal: whoever reads from it waits for the operator. */
  readonly inputIsTty: boolean;
  /** Somebody sits at both ends and can be asked. */
  readonly isInteractive: boolean;
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
    readAll: () => readAll(streams.stdin),
    get inputIsTty() {
      return streams.stdin.isTTY === true;
    },
    get isInteractive() {
      return isTty && this.inputIsTty;
    },
    ...(isTty && isLive
      ? { openDisplay: () => new LiveDisplay({ write: (text) => stdout.write(text), columns, rows }) }
      : {}),
    close: () => lines.close(),
  };
}

async function readAll(input: NodeJS.ReadableStream): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
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
