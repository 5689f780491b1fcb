import type { YAMLError } from "yaml";
import type { YamlPlaces } from "./yamlPlaces.js";

const cannotStart = "found character that cannot start any token";
const noKey = "did not find expected key";
const noDash = "did not find expected '-' indicator";
const noNode = "did not find expected node content";
const noColon = "could not find expected ':'";
const noMapping = "mapping values are not allowed in this context";

/** The complaint of libyaml that fits what the reader found wrong; its own words where none is known. */
export function yamlProblem(first: YAMLError, errors: readonly YAMLError[], places: YamlPlaces): string {
  const { code, message } = first;
  const [at] = first.pos;
  const dash = errors.find((error) => error.message.startsWith("Unexpected block-seq-ind"));
  switch (code) {
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY": {
      if (dash?.pos[0] === at) return places.placed(noKey, at);
      const last = Math.max(...errors.filter((error) => error.pos[0] === at).map((error) => error.pos[1]));
      const colon = places.source.slice(last - 1).search(/:(?:\s|$)/);
      return places.scanned(noMapping, colon < 0 ? at : last - 1 + colon);
    }
    case "MISSING_CHAR":
      if (message.startsWith("Missing closing")) return endOfQuote(places);
      if (message.startsWith("Flow")) return endOfFlow(message, at, places);
      return misplaced(places, at);
    case "BAD_INDENT":
      if (message.startsWith("Flow")) return endOfFlow(message, at, places);
      return misplaced(places, at);
    case "BAD_DQ_ESCAPE":
      return places.scanned(badEscape(places.source.slice(at)), at);
    case "BAD_SCALAR_START":
    case "TAB_AS_INDENT":
      return places.scanned(cannotStart, at);
    case "BAD_ALIAS":
      return places.scanned("did not find expected alphabetic or numeric character", at);
    case "TAG_RESOLVE_FAILED":
      return places.scanned("did not find expected tag URI", at);
    case "UNEXPECTED_TOKEN":
      return unexpected(message, at, places);
    default:
      return places.placed(message, at);
  }
}

function unexpected(message: string, at: number, places: YamlPlaces): string {
  if (message.includes("extra characters")) {
    return places.scanned("did not find expected comment or line break", at);
  }
  if (message.startsWith("Unexpected block-seq-ind")) {
    return places.scanned("block sequence entries are not allowed in this context", at);
  }
  if (/^Unexpected (?:,|flow-)/.test(message)) {
    return places.placed(/^[[{,:?-]?$/.test(places.signBefore(at)) ? noNode : noKey, at);
  }
  return misplaced(places, at);
}

/** What stands where its block does not expect it. */
function misplaced(places: YamlPlaces, from: number): string {
  const at = places.nextThing(from);
  const block = innermostBlock(places, at);
  if (block === undefined) return places.placed("did not find expected <document start>", at);
  const before = places.lineBefore(at);
  const line = places.source.slice(at, places.lineEnd(at));
  const isWord = !/:(?:\s|$)/.test(line) && !/^-(?:\s|$)/.test(line);
  // At the column of its block only a key can stand, and on the next line it is clear that there is none.
  if (isWord && before.trim() === "" && before.length === block.column) {
    return places.scanned(noColon, places.nextThing(places.lineEnd(at)));
  }
  return places.placed(block.kind === "sequence" ? noDash : noKey, at);
}

/** A quote that is never closed is noticed at the very end. */
function endOfQuote(places: YamlPlaces): string {
  const { source } = places;
  const lastLine = source.endsWith("\n") ? source.length : source.length - 1;
  return places.scanned("found unexpected end of stream", lastLine);
}

function endOfFlow(message: string, at: number, places: YamlPlaces): string {
  const sign = message.endsWith("]") ? "]" : "}";
  if (/[[{,:]/.test(places.signBefore(at + 1)) || /[[{,:]/.test(places.signBefore(at)))
    return places.placed(noNode, places.source.length);
  return places.placed(`did not find expected ',' or '${sign}'`, places.nextThing(at));
}

function badEscape(rest: string): string {
  return /^\\[xuU]/.test(rest) ? "did not find expected hexdecimal number" : "found unknown escape character";
}

interface Block {
  readonly column: number;
  readonly kind: "sequence" | "mapping";
}

/** The innermost block that a place on its line would belong to; undefined outside of all blocks. */
function innermostBlock(places: YamlPlaces, at: number): Block | undefined {
  const open: Block[] = [];
  const before = places.lineBefore(at);
  const isLineStart = before.trim() === "";
  const earlier = places.source
    .slice(0, at - before.length)
    .split("\n")
    .slice(0, -1);
  for (const line of isLineStart ? earlier : [...earlier, before]) {
    if (line.trim() !== "") openBlocks(line, open);
  }
  while (isLineStart && (open.at(-1)?.column ?? -1) > before.length) open.pop();
  return open.at(-1);
}

/** A line closes the blocks that stand further right, and may open new ones. */
function openBlocks(line: string, open: Block[]): void {
  let column = /^ */.exec(line)?.[0].length ?? 0;
  while ((open.at(-1)?.column ?? -1) > column) open.pop();
  const add = (kind: Block["kind"]): void => {
    if (open.at(-1)?.column !== column || open.at(-1)?.kind !== kind) open.push({ column, kind });
  };
  for (let rest = line.slice(column); /^-(?:\s|$)/.test(rest); rest = line.slice(column)) {
    add("sequence");
    column += /^-\s*/.exec(rest)?.[0].length ?? 1;
  }
  if (/^[^#\s].*?:(?:\s|$)/.test(line.slice(column))) add("mapping");
}
