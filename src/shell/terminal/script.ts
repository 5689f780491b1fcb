import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Host } from "../host.js";
import { InputReader } from "../input.js";
import { Shell } from "../shell.js";
import type { ShellState } from "../state.js";

/**
 * Runs the commands of a text, without a prompt. What a command reads are the lines that follow it, as in a script of any shell.
 *
 * @returns The exit code of the last command.
 */
export async function runScript(
  text: Readable,
  start: ShellState,
  host: Omit<Host, "readLine" | "isTerminal" | "breathe">,
): Promise<number> {
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const reader = new InputReader();
  const nextLine = async () => {
    const { done, value } = await lines.next();
    return done === true ? undefined : value;
  };
  const shell = new Shell(
    {
      ...host,
      isTerminal: false,
      breathe: async () => undefined,
      readLine: async () => {
        const line = await nextLine();
        if (line !== undefined) reader.skip();
        return line;
      },
    },
    start,
  );
  for (let line = await nextLine(); line !== undefined && !shell.hasEnded; line = await nextLine()) {
    for (const input of reader.feed(line)) if (!shell.hasEnded) await shell.run(input);
  }
  if (!shell.hasEnded) for (const wrong of reader.end()) await shell.run(wrong);
  return shell.exitCode;
}
