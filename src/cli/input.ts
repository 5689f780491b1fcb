import type { CommandContext, Terminal } from "./context.js";

/** Everything on standard input, each line with its end. */
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
 * A file by its path, or standard input for `-`.
 *
 * @throws {Error} with the text of Go's `open`: `open pool.hcl: no such file or directory`.
 */
export async function readFileOrInput({ files, terminal }: CommandContext, path: string): Promise<string> {
  if (path === "-") return readInput(terminal);
  try {
    return await files.read(path);
  } catch (error) {
    throw new Error(`open ${path}: ${reasonOf(error)}`);
  }
}

/** What stands behind the last colon: why a file could not be read, whichever call found out. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(text.lastIndexOf(": ") + 1).trim();
}
