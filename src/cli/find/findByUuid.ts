import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { quote } from "../text/quote.js";
import { evenPrefix } from "./uuidPrefix.js";

/** How one kind of object is looked up by the beginning of its ID. */
export interface UuidSearch<Row> {
  /** For a single character, which is too little. */
  readonly tooShort: string;
  /** For a request that fails. */
  readonly phrase: string;
  notFound(quotedPrefix: string): string;
  list(invocation: Invocation, prefix: string): Promise<readonly Row[]>;
  /** The rows of an ambiguous prefix. */
  table(rows: readonly Row[]): string;
  /** Plural, in "Prefix matched multiple …". */
  readonly plural: string;
}

/** A prefix that means several objects; not every command takes that for an error. */
export class AmbiguousPrefix extends CommandFailure {}

/**
 * The one object that a UUID or the beginning of one means. Spec 06 §3.2.
 *
 * @throws {CommandFailure} when it means none.
 * @throws {AmbiguousPrefix} when it means several.
 */
export async function findByUuid<Row>(invocation: Invocation, argument: string, search: UuidSearch<Row>): Promise<Row> {
  if (argument.length === 1) throw new CommandFailure(search.tooShort);
  const prefix = evenPrefix(argument);
  const rows = await orFail(search.phrase, search.list(invocation, prefix));
  const [first, second] = rows;
  if (first === undefined) throw new CommandFailure(search.notFound(quote(prefix)));
  if (second === undefined) return first;
  throw new AmbiguousPrefix(`Prefix matched multiple ${search.plural}\n\n${search.table(rows)}`);
}
