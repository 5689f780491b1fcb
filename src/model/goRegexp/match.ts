import type { Step } from "./program.js";
import { type Assertion, PatternProblem } from "./tree.js";

/** How many steps one text may take. */
const patience = 20_000_000;

/** Where the whole match and each group begin and end, in characters; -1 for a group that took no part. */
export type Match = readonly number[];

/** One way through the pattern, as far as it has come. */
interface Thread {
  readonly at: number;
  readonly marks: readonly number[];
}

/**
 * Matches a text by following all ways through a pattern at once, one character after the other: the time grows with the text, and
 * no pattern makes it explode. Of several matches the leftmost one counts, and of these the one that Perl would find.
 */
export class Matcher {
  readonly #steps: readonly Step[];
  readonly #text: readonly string[];
  readonly #slots: number;
  /** At which character a step was last reached, by step. */
  readonly #reached: Int32Array;
  #generation = 0;
  #left = patience;

  constructor(steps: readonly Step[], groups: number, text: readonly string[]) {
    this.#steps = steps;
    this.#text = text;
    this.#slots = groups * 2;
    this.#reached = new Int32Array(steps.length);
  }

  /** The first match at or after a character. */
  find(from: number): Match | undefined {
    let found: Match | undefined;
    let current: Thread[] = [];
    this.#generation += 1;
    for (let at = from; at <= this.#text.length; at++) {
      if (found === undefined) {
        this.#spend(this.#slots >> 4);
        const marks = new Array<number>(this.#slots).fill(-1);
        marks[0] = at;
        this.#follow(0, marks, at, current);
      }
      if (current.length === 0 && found !== undefined) break;
      this.#generation += 1;
      const next: Thread[] = [];
      for (const thread of current) {
        const step = this.#steps[thread.at];
        if (step?.kind === "match") {
          found = thread.marks.with(1, at);
          break;
        }
        if (at < this.#text.length && step?.kind === "character" && step.matches(this.#text[at] ?? "")) {
          this.#follow(thread.at + 1, thread.marks, at + 1, next);
        }
      }
      current = next;
    }
    return found;
  }

  /** All steps that are reached without taking a character, the preferred ones first. */
  #follow(start: number, marks: readonly number[], at: number, threads: Thread[]): void {
    const open: Thread[] = [{ at: start, marks }];
    for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
      if (this.#reached[thread.at] === this.#generation) continue;
      this.#reached[thread.at] = this.#generation;
      this.#spend(1);
      const step = this.#steps[thread.at];
      switch (step?.kind) {
        case "jump":
          open.push({ at: step.to, marks: thread.marks });
          break;
        case "split":
          open.push({ at: step.second, marks: thread.marks }, { at: step.first, marks: thread.marks });
          break;
        case "mark":
          this.#spend(this.#slots >> 4);
          open.push({ at: thread.at + 1, marks: thread.marks.with(step.slot, at) });
          break;
        case "assertion":
          if (this.#holds(step.assertion, at)) open.push({ at: thread.at + 1, marks: thread.marks });
          break;
        default:
          threads.push(thread);
      }
    }
  }

  #spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new PatternProblem("the regular expression takes more steps than Coalmine follows");
  }

  #holds(assertion: Assertion, at: number): boolean {
    switch (assertion) {
      case "textStart":
        return at === 0;
      case "textEnd":
        return at === this.#text.length;
      case "lineStart":
        return at === 0 || this.#text[at - 1] === "\n";
      case "lineEnd":
        return at === this.#text.length || this.#text[at] === "\n";
      default: {
        const isBoundary = isWord(this.#text[at - 1]) !== isWord(this.#text[at]);
        return isBoundary === (assertion === "wordBoundary");
      }
    }
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}
