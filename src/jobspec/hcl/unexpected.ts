import type { Shape } from "./shape.js";

/** The detail for an argument that a body does not have, with what may have been meant. Spec 05 §6.1. */
export function unexpectedArgument(name: string, shape: Pick<Shape, "arguments" | "blocks">): string {
  const start = `An argument named "${name}" is not expected here.`;
  const similar = similarName(name, [...shape.arguments.keys()]);
  if (similar !== undefined) return `${start} Did you mean "${similar}"?`;
  return shape.blocks.has(name) ? `${start} Did you mean to define a block of type "${name}"?` : start;
}

/** The same for a block. */
export function unexpectedBlock(type: string, shape: Pick<Shape, "arguments" | "blocks">): string {
  const start = `Blocks of type "${type}" are not expected here.`;
  const similar = similarName(type, [...shape.blocks.keys()]);
  if (similar !== undefined) return `${start} Did you mean "${similar}"?`;
  if (!shape.arguments.has(type)) return start;
  return `${start} Did you mean to define argument "${type}"? If so, use the equals sign to assign it a value.`;
}

function similarName(given: string, names: readonly string[]): string | undefined {
  return names.find((name) => editDistance(given, name) < 3);
}

/** How many letters have to be put in, taken out or replaced. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
