import { InvalidArgumentError } from "commander";

/** @throws {InvalidArgumentError} for what is no number of clients. */
export function readNodeCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > 10_000) throw new InvalidArgumentError("A cluster has 0 to 10,000 clients.");
  return count;
}
