/** A command line that cannot be read; the message is a sentence. */
export class CommandLineError extends Error {
  override readonly name = "CommandLineError";
}

const needsShell = new Set(["|", ">", "<", "&", ";", "`"]);

/**
 * The words of a command line, by a shell's rules of quoting: single quotes keep everything, double quotes keep all but `\"`
 * and `\\`, a backslash keeps the next character. There are no pipes, redirections, variables or patterns.
 *
 * @throws {CommandLineError}
 */
export function splitCommandLine(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < line.length) {
    const character = line.charAt(at);
    if (character === " " || character === "\t") {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
      continue;
    }
    if (needsShell.has(character)) {
      throw new CommandLineError(`"${character}" is for a shell; here a line is one command.`);
    }
    const { text, end } = readPiece(line, at);
    word = (word ?? "") + text;
    at = end;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** One quoted or plain piece of a word. */
function readPiece(line: string, start: number): { readonly text: string; readonly end: number } {
  const quote = line.charAt(start);
  if (quote === "\\") {
    if (start + 1 >= line.length) throw new CommandLineError("The line ends with a backslash.");
    return { text: line.charAt(start + 1), end: start + 2 };
  }
  if (quote !== "'" && quote !== '"') return { text: quote, end: start + 1 };
  let text = "";
  for (let at = start + 1; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === quote) return { text, end: at + 1 };
    const escapes = quote === '"' && character === "\\" && /["\\]/.test(line.charAt(at + 1));
    if (escapes) at += 1;
    text += line.charAt(at);
  }
  throw new CommandLineError(`A ${quote === "'" ? "single" : "double"} quote is not closed.`);
}
