const fencePattern = /^(`{3,}|~{3,})/;
const prompt = "$ ";

/**
 * What of a pasted text is input. A piece of a page comes with its prose, and with outputs under its commands: where there are
 * fences only they count; where lines begin with `$ ` it is the inside of a console fence. Any other text is taken as it is.
 */
export function inputOfPaste(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.some((line) => fencePattern.test(line))) return fencesOf(lines);
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
