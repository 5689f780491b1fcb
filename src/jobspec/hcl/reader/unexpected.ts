import { similarName } from "../similarName.js";

/** What may stand in a body, by name: arguments, and blocks. */
export interface Expected {
  readonly arguments: readonly string[];
  readonly blocks: readonly string[];
}

/**
 * The detail for an argument that a body does not have, with what may have been meant: not an argument that is there already.
 * Spec 05 §6.1.
 */
export function unexpectedArgument(name: string, expected: Expected, present: ReadonlySet<string>): string {
  const start = `An argument named "${name}" is not expected here.`;
  const similar = similarName(
    name,
    expected.arguments.filter((candidate) => !present.has(candidate)),
  );
  if (similar !== undefined) return `${start} Did you mean "${similar}"?`;
  return expected.blocks.includes(name) ? `${start} Did you mean to define a block of type "${name}"?` : start;
}

/** The same for a block. */
export function unexpectedBlock(type: string, expected: Expected): string {
  const start = `Blocks of type "${type}" are not expected here.`;
  const similar = similarName(type, expected.blocks);
  if (similar !== undefined) return `${start} Did you mean "${similar}"?`;
  if (!expected.arguments.includes(type)) return start;
  return `${start} Did you mean to define argument "${type}"? If so, use the equals sign to assign it a value.`;
}
