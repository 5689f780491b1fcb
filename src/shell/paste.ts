import { heredocPattern } from "./input.js";

const fencePattern = /^(`{3,}|~{3,})/;
const prompt = "$ ";

/** The lines of a text, whatever ends them: in a paste it is mostly what the return key sends. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/**
 * What of a pasted text is input. A piece of a page comes with its prose, and with outputs under its commands: where there are
 * fences only they count; where lines begin with `$ ` it is the inside of a console fence. Any other text is taken as it is, and
 * so is one with a heredoc, which may hold anything.
 */
export function inputOfPaste(text: string): readonly string[] {
  const lines = linesOf(text);
  const fence = lines.findIndex((line) => fencePattern.test(line));
  const heredoc = lines.findIndex((line) => heredocPattern.test(line));
  if (heredoc >= 0 && (fence < 0 || heredoc < fence)) return lines;
  if (fence >= 0) return fencesOf(lines);
  const start = lines.findIndex((line) => line.startsWith(prompt));
  return start < 0 ? lines : ["```console", ...lines.slice(start), "```", ""];
}

function fencesOf(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let mark: string | undefined;
  for (const line of lines) {
    if (mark === undefined) {
      mark = fencePattern.exec(line)?.[1];
      if (mark !== undefined) kept.push(line);
      continue;
    }
    kept.push(line);
    if (line.startsWith(mark) && /^(`+|~+)\s*$/.test(line)) mark = undefined;
  }
  return [...kept, ""];
}
