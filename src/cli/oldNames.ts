/** Names that commands had before; whoever uses one is told the right one. Spec 06 §6. */
export const oldNames: Readonly<Record<string, string>> = {
  "server-force-leave": "server force-leave",
  "server-join": "server join",
  "server-members": "server members",
};

/** Lines of the warning are not longer. */
const longestLine = 78;

/** What is said before a command that was called by its old name; undefined for any other word. */
export function oldNameWarning(name: string): string | undefined {
  const path = Object.hasOwn(oldNames, name) ? oldNames[name] : undefined;
  if (path === undefined) return undefined;
  const text = `WARNING! The "nomad ${name}" command is deprecated. Please use "nomad ${path}" instead. This command will be removed a later version of Nomad.`;
  return `${wrapped(text).join("\n")}\n`;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.pop();
    if (line === undefined) lines.push(word);
    else if (line.length + 1 + word.length > longestLine) lines.push(line, word);
    else lines.push(`${line} ${word}`);
  }
  return lines;
}
