import type { Span } from "./range.js";
import { LimitExceeded, SyntaxRefusal } from "./refusal.js";

export type TokenType = "identifier" | "number" | "quote" | "heredoc" | "newline" | "symbol" | "end";

/** The next lexeme outside of strings. `text` is what it says; for a heredoc its marker. */
export interface Token extends Span {
  readonly type: TokenType;
  readonly text: string;
}

/** How deep expressions, templates and blocks may be nested; each takes a few frames of the stack. */
const depthLimit = 200;

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const numberStart = /\d(?:(?:\d|\.|[eE][+-]?\d)*(?:\d|[eE][+-]?\d))?/y;
const heredoc = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const symbols = ["...", "==", "!=", ">=", "<=", "&&", "||", "::", "=>", "~}"];
const single = new Set("[](){}.,*/%+-=<>!?:");

/**
 * Reads a job file lexeme by lexeme. In brackets newlines mean nothing; whoever reads says which is the case. What HCL does not
 * know is refused where it stands. Spec 05 §6.1.
 */
export class Scanner {
  readonly source: string;
  /** Where the next lexeme is looked for. */
  at: number;
  /** Where the last lexeme ended. */
  lastEnd: number;
  #depth = 0;
  #next: { readonly from: number; readonly token: Token } | undefined;

  constructor(source: string, at = 0) {
    this.source = source;
    // A byte order mark belongs to no line.
    this.at = at === 0 && source.startsWith("\uFEFF") ? 1 : at;
    this.lastEnd = this.at;
  }

  /** The next lexeme, which stays. */
  peek(keepsNewlines: boolean): Token {
    if (this.#next === undefined || this.#next.from !== this.at) {
      this.#next = { from: this.at, token: this.#scan(this.at) };
    }
    const { token } = this.#next;
    if (keepsNewlines || token.type !== "newline") return token;
    let past = token;
    while (past.type === "newline") past = this.#scan(past.end);
    this.at = past.start;
    this.#next = { from: this.at, token: past };
    return past;
  }

  read(keepsNewlines: boolean): Token {
    const token = this.peek(keepsNewlines);
    this.at = token.end;
    this.lastEnd = token.end;
    return token;
  }

  /** Reads the next lexeme if it is that symbol. */
  accepts(symbol: string, keepsNewlines: boolean): Token | undefined {
    const token = this.peek(keepsNewlines);
    return isSymbol(token, symbol) ? this.read(keepsNewlines) : undefined;
  }

  expects(symbol: string, keepsNewlines: boolean, summary: string, detail: string): Token {
    return this.accepts(symbol, keepsNewlines) ?? this.refuse(this.peek(keepsNewlines), summary, detail);
  }

  /** Goes on from another place: after a string, whose inside is no matter of lexemes. */
  jump(to: number): void {
    this.at = to;
    this.lastEnd = to;
  }

  /** Runs one more level of nesting. */
  nested<T>(at: Span, run: () => T): T {
    this.#depth += 1;
    if (this.#depth > depthLimit) {
      throw new LimitExceeded(at, `Coalmine reads job files that are nested at most ${depthLimit} levels deep.`);
    }
    const result = run();
    this.#depth -= 1;
    return result;
  }

  refuse(at: Span, summary: string, detail: string): never {
    throw new SyntaxRefusal({ start: at.start, end: at.end }, summary, detail);
  }

  #scan(from: number): Token {
    const { source } = this;
    const start = skipSpaces(source, from);
    const char = source[start];
    if (char === undefined) return { type: "end", text: "", start, end: start };
    if (char === "\n") return { type: "newline", text: "\n", start, end: start + 1 };
    if (char === "\r" && source[start + 1] === "\n") return { type: "newline", text: "\n", start, end: start + 2 };
    if (char === "#" || (char === "/" && (source[start + 1] === "/" || source[start + 1] === "*"))) {
      return this.#afterComment(start);
    }
    if (char === '"') return { type: "quote", text: char, start, end: start + 1 };
    if (char >= "0" && char <= "9") return this.#matched(numberStart, "number", start);
    if (char === "<" && source[start + 1] === "<") return this.#heredoc(start);
    const longer = symbols.find((symbol) => source.startsWith(symbol, start));
    if (longer !== undefined) return { type: "symbol", text: longer, start, end: start + longer.length };
    if (single.has(char)) return { type: "symbol", text: char, start, end: start + 1 };
    return this.#matched(identifier, "identifier", start);
  }

  /** A line's comment ends with its newline, which counts; one in `/* … *​/` is blank. */
  #afterComment(start: number): Token {
    const isBlock = this.source[start + 1] === "*";
    const close = this.source.indexOf(isBlock ? "*/" : "\n", isBlock ? start + 2 : start);
    if (isBlock) {
      if (close === -1) return this.#invalid(start);
      return this.#scan(close + 2);
    }
    const end = close === -1 ? this.source.length : close + 1;
    return { type: close === -1 ? "end" : "newline", text: "\n", start, end };
  }

  #heredoc(start: number): Token {
    heredoc.lastIndex = start;
    const match = heredoc.exec(this.source);
    if (match === null) return { type: "symbol", text: "<", start, end: start + 1 };
    return { type: "heredoc", text: match[2] ?? "", start, end: start + match[0].length };
  }

  #matched(pattern: RegExp, type: TokenType, start: number): Token {
    pattern.lastIndex = start;
    const match = pattern.exec(this.source);
    return match === null ? this.#invalid(start) : { type, text: match[0], start, end: start + match[0].length };
  }

  #invalid(start: number): never {
    const end = start + ((this.source.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
    this.refuse({ start, end }, "Invalid character", "This character is not used within the language.");
  }
}

export function isSymbol(token: Token, symbol: string): boolean {
  return token.type === "symbol" && token.text === symbol;
}

function skipSpaces(source: string, from: number): number {
  let at = from;
  while (source[at] === " " || source[at] === "\t") at += 1;
  return at;
}
