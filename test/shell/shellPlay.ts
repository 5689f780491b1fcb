import type { Host } from "../../src/shell/host.js";
import type { Input } from "../../src/shell/input.js";
import { InputReader } from "../../src/shell/input.js";
import { Shell } from "../../src/shell/shell.js";
import type { ShellState } from "../../src/shell/state.js";
import { stateOfStage } from "../../src/shell/state.js";

/** When a plain stage begins. */
export const start = Date.UTC(2026, 0, 5, 16, 0, 0);

/** A cluster of two clients. */
export function plainStart(): ShellState {
  const nodes = [{ name: "client-1" }, { name: "client-2" }];
  return stateOfStage({ style: "current", clock: start, seed: 1, latency: "instant", nodes });
}

/** A job file in JSON: a service of one group; `given` are further members of the job. */
export function jobFile(given: object = {}): string {
  const task = { Name: "main", Driver: "mock_driver", Config: {} };
  const groups = [{ Name: "web", Count: 2, Tasks: [task] }];
  return JSON.stringify({ Job: { ID: "example", Datacenters: ["dc1"], TaskGroups: groups, ...given } });
}

/** What a job needs to stop before its promotion. */
export const canary = { Meta: { version: "2" }, Update: { Canary: 1 } };

/** A shell without a terminal: lines go in, texts come out, files are in memory. */
export class ShellPlay {
  readonly shell: Shell;
  /** The files of the machine. */
  readonly machine = new Map<string, string>();
  /** What commands that ask are answered. */
  readonly answers: string[] = [];
  readonly #reader = new InputReader();
  #written: [string, string][] = [];

  constructor(begin: ShellState = plainStart(), host: Partial<Host> = {}) {
    this.shell = new Shell(
      {
        write: (stream, text) => this.#written.push([stream, text]),
        isTerminal: true,
        hasColours: false,
        readLine: async () => this.answers.shift(),
        files: {
          read: async (path) => {
            const text = this.machine.get(path);
            if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
            return text;
          },
          write: async (path, text) => {
            this.machine.set(path, text);
          },
          list: (folder) => (folder === "." ? [...this.machine.keys()] : []),
        },
        breathe: async () => undefined,
        ...host,
      },
      begin,
    );
  }

  /** The state of now. */
  get state(): ShellState {
    return this.shell.state;
  }

  /** Types lines one after the other and answers all that they wrote, whatever the stream. */
  async type(...lines: readonly string[]): Promise<string> {
    this.#written = [];
    for (const line of lines.flatMap((text) => text.split("\n"))) {
      for (const input of this.#reader.feed(line)) await this.shell.run(input);
    }
    return this.#written.map(([, text]) => text).join("");
  }

  /** The same, with the stream before each text. */
  async typeByStream(...lines: readonly string[]): Promise<readonly string[]> {
    await this.type(...lines);
    return this.#written.map(([stream, text]) => `${stream}: ${text}`);
  }

  async run(input: Input): Promise<string> {
    this.#written = [];
    await this.shell.run(input);
    return this.#written.map(([, text]) => text).join("");
  }
}
