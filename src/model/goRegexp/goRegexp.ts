import { type Match, Matcher } from "./match.js";
import { programOf, type Step } from "./program.js";
import { readPattern } from "./read.js";
import { PatternProblem } from "./tree.js";

/** A regular expression, or what Go says of a text that is none. */
export type CompiledPattern =
  | { readonly ok: true; readonly regexp: GoRegexp }
  | { readonly ok: false; readonly problem: string };

/** Nobody writes longer ones. */
const longestPattern = 20_000;

/** Compiles a regular expression in Go's dialect (RE2). Spec 03 §9.2, spec 05 §3.8. */
export function compileGoRegexp(pattern: string): CompiledPattern {
  if (pattern.length > longestPattern) return { ok: false, problem: "error parsing regexp: expression too large" };
  try {
    const { tree, names } = readPattern(pattern);
    return { ok: true, regexp: new GoRegexp(programOf(tree), names) };
  } catch (error) {
    if (error instanceof PatternProblem) return { ok: false, problem: error.message };
    throw error;
  }
}

/** A regular expression of Go. */
export class GoRegexp {
  readonly #steps: readonly Step[];
  readonly #names: readonly (string | undefined)[];

  constructor(steps: readonly Step[], names: readonly (string | undefined)[]) {
    this.#steps = steps;
    this.#names = names;
  }

  /** Whether some part of the text matches. Where that takes too long to find out the answer is no. */
  test(text: string): boolean {
    try {
      return new Matcher(this.#steps, this.#names.length, Array.from(text)).find(0) !== undefined;
    } catch (error) {
      if (error instanceof PatternProblem) return false;
      throw error;
    }
  }

  /**
   * The pieces of the text with each match replaced; `$1`, `$name` and `${name}` in the template stand for what a group took.
   * Throws a {@link PatternProblem} if it takes too long.
   */
  *replaceAll(text: string, template: string): Generator<string> {
    const characters = Array.from(text);
    const matcher = new Matcher(this.#steps, this.#names.length, characters);
    const parts = templateParts(template);
    let end = 0;
    for (let from = 0; from <= characters.length; ) {
      const match = matcher.find(from);
      if (match === undefined) break;
      const [start = 0, stop = 0] = match;
      yield characters.slice(end, start).join("");
      // An empty match right behind another one counts for nothing.
      if (stop > end || start === 0) for (const part of parts) yield this.#shown(part, match, characters);
      end = stop;
      from = stop > from ? stop : from + 1;
    }
    yield characters.slice(end).join("");
  }

  #shown(part: TemplatePart, match: Match, characters: readonly string[]): string {
    if ("text" in part) return part.text;
    const numbers = /^(?:0|[1-9]\d{0,8})$/.test(part.group)
      ? [Number(part.group)]
      : this.#names.flatMap((name, number) => (name === part.group ? [number] : []));
    const number = numbers.find((each) => (match[each * 2] ?? -1) >= 0);
    return number === undefined ? "" : characters.slice(match[number * 2], match[number * 2 + 1]).join("");
  }
}

/** Literal text, or a group by number or name. */
type TemplatePart = { readonly text: string } | { readonly group: string };

function templateParts(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const references = /\$(?:(\$)|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu;
  let end = 0;
  for (const match of template.matchAll(references)) {
    const [whole, dollar, bare, braced] = match;
    parts.push({ text: template.slice(end, match.index) });
    parts.push(dollar === undefined ? { group: bare ?? braced ?? "" } : { text: "$" });
    end = match.index + whole.length;
  }
  parts.push({ text: template.slice(end) });
  return parts;
}
