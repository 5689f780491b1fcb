import { runNomad } from "../../src/cli/command.js";
import { type StubOptions, stubbedContext } from "./agentStub.js";

/** Everything that one command line led to. */
export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly string[];
  /** Of the requests that had one. */
  readonly bodies: readonly unknown[];
}

/** Runs one command line against an agent that answers from a table. */
export async function run(argv: readonly string[], options: StubOptions = {}): Promise<Ran> {
  const { context, written, requests, bodies } = stubbedContext(options);
  const exit = await runNomad(argv, context);
  return { exit, ...written, requests, bodies: bodies.map((body) => JSON.parse(body)) };
}

/** Files of a command, by name. */
export function filesOf(texts: Readonly<Record<string, string>>): NonNullable<StubOptions["files"]> {
  return {
    read: async (path) => {
      const text = texts[path];
      if (text === undefined) throw new Error(`stat /work/${path}: no such file or directory`);
      return text;
    },
  };
}
