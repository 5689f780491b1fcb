import { CommandFailure } from "./failure.js";
import { quote } from "./text/quote.js";

/**
 * A count or an index among the arguments; the phrase stands before what is wrong with it, in Go's words.
 *
 * @throws {CommandFailure}
 */
export function parseUnsigned(phrase: string, word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  throw new CommandFailure(`${phrase} ${quote(word)}: strconv.ParseUint: parsing ${quote(word)}: invalid syntax`);
}
