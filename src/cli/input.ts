import type { CommandContext, Terminal } from "./context.js";
import { describeError } from "./failure.js";

/** All of standard input. */
export async function readInput(terminal: Terminal): Promise<string> {
  if (terminal.readAll !== undefined) return terminal.readAll();
  let input = "";
  for (;;) {
    const line = await terminal.readLine();
    if (line === undefined) return input;
    input += `${line}\n`;
  }
}

/**
 * The content of a file that is data, or of standard input for `-`.
 *
 * @throws {Error} with the words of Go for a file that cannot be opened.
 */
export async function readData({ terminal, files }: CommandContext, source: string): Promise<string> {
  if (source === "-") return readInput(terminal);
  try {
    return await files.read(source);
  } catch (error) {
    const reason = describeError(error).split(": ").at(-1);
    throw new Error(`open ${source}: ${reason}`);
  }
}
