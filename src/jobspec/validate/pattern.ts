/**
 * Why a regular expression does not compile in Go's dialect (RE2), in the words of Go's `regexp` package. Spec 05 §3.8.
 */
export function patternProblem(pattern: string): string | undefined {
  const problem = new PatternReader(pattern).problem();
  return problem === undefined ? undefined : `error parsing regexp: ${problem}`;
}

const simpleEscapes = "AbBzaftnrvdDsSwWQECpPx";
const repeatLimit = 1000;

/** Reads a pattern from left to right and stops at the first error. */
class PatternReader {
  readonly #pattern: string;
  #at = 0;
  #open = 0;
  /** Whether something stands before that an operator can repeat, and where its repetition began. */
  #repeatable = false;
  #repetitionFrom: number | undefined;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  problem(): string | undefined {
    while (this.#at < this.#pattern.length) {
      const problem = this.#next();
      if (problem !== undefined) return problem;
    }
    return this.#open > 0 ? `missing closing ): \`${this.#pattern}\`` : undefined;
  }

  #next(): string | undefined {
    const character = this.#pattern[this.#at];
    switch (character) {
      case "(":
        return this.#group();
      case ")":
        if (this.#open === 0) return `unexpected ): \`${this.#pattern}\``;
        this.#open -= 1;
        return this.#item(1);
      case "[":
        return this.#characterClass();
      case "\\":
        return this.#escape();
      case "|":
        this.#at += 1;
        this.#repeatable = false;
        this.#repetitionFrom = undefined;
        return undefined;
      case "*":
      case "+":
      case "?":
        return this.#repetition(1);
      case "{":
        return this.#countedRepetition();
      default:
        return this.#item(1);
    }
  }

  #item(length: number): undefined {
    this.#at += length;
    this.#repeatable = true;
    this.#repetitionFrom = undefined;
    return undefined;
  }

  #group(): string | undefined {
    const rest = this.#pattern.slice(this.#at);
    this.#open += 1;
    this.#repeatable = false;
    this.#repetitionFrom = undefined;
    if (!rest.startsWith("(?")) {
      this.#at += 1;
      return undefined;
    }
    const opening = /^\(\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?(?<end>[:)]))/.exec(rest);
    if (opening === null)
      return `invalid or unsupported Perl syntax: \`${rest.slice(0, rest.startsWith("(?<") ? 4 : 3)}\``;
    if (opening.groups?.end === ")") this.#open -= 1;
    this.#at += opening[0].length;
    return undefined;
  }

  #characterClass(): string | undefined {
    const rest = this.#pattern.slice(this.#at);
    const match = /^\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]/.exec(rest);
    if (match === null) return `missing closing ]: \`${rest}\``;
    const range = /([^\\\]])-([^\]\\[])/g;
    for (const [text, low = "", high = ""] of match[0].slice(1, -1).matchAll(range)) {
      if (low > high) return `invalid character class range: \`${text}\``;
    }
    return this.#item(match[0].length);
  }

  #escape(): string | undefined {
    const escaped = this.#pattern[this.#at + 1];
    if (escaped === undefined) return "trailing backslash at end of expression: ``";
    if (/[A-Za-z1-9]/.test(escaped) && !simpleEscapes.includes(escaped)) {
      return `invalid escape sequence: \`\\${escaped}\``;
    }
    return this.#item(2);
  }

  #repetition(length: number): string | undefined {
    const operator = this.#pattern.slice(this.#at, this.#at + length);
    if (!this.#repeatable) return `missing argument to repetition operator: \`${operator}\``;
    const lazy = this.#pattern[this.#at + length] === "?" ? 1 : 0;
    if (this.#repetitionFrom !== undefined) {
      return `invalid nested repetition operator: \`${this.#pattern.slice(this.#repetitionFrom, this.#at + length + lazy)}\``;
    }
    this.#repetitionFrom = this.#at;
    this.#at += length + lazy;
    return undefined;
  }

  #countedRepetition(): string | undefined {
    const count = /^\{(\d+)(?:,(\d*))?\}/.exec(this.#pattern.slice(this.#at));
    if (count === null) return this.#item(1);
    const [text, least = "", most] = count;
    const limits = [least, most ?? ""].filter((limit) => limit !== "").map(Number);
    const [low = 0, high = low] = limits;
    if (low > repeatLimit || high > repeatLimit || high < low) return `invalid repeat count: \`${text}\``;
    return this.#repetition(text.length);
  }
}
