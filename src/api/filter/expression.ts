import { type Lexeme, lexemesOf, noMatch } from "./lexemes.js";

/** The way to a value: member names, map keys and list places, outermost first. */
export type Selector = readonly string[];

export type MatchOperator = "==" | "contains" | "matches" | "empty" | "nil";

/** A filter of the API, in go-bexpr's language. Spec 07 §7 "filter". */
export type Expression =
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly inner: Expression }
  | { readonly kind: "match"; readonly operator: MatchOperator; readonly selector: Selector; readonly value: string }
  | {
      readonly kind: "any" | "all";
      readonly selector: Selector;
      /** What the place or key, and what the value of an element is called inside; of one name, it is the element itself. */
      readonly names: readonly string[];
      readonly inner: Expression;
    };

/**
 * Reads a filter expression.
 *
 * @throws {FilterSyntaxError}
 */
export function parseFilter(text: string): Expression {
  return new Reader(text).read();
}

/** What stands to the left of an operator: a selector, or the value of `in`. */
interface Operand {
  readonly selector: Selector | undefined;
  readonly value: string;
}

/** One pass, by recursive descent. */
class Reader {
  private readonly text: string;
  private readonly lexemes: readonly Lexeme[];
  private place = 0;

  constructor(text: string) {
    this.text = text;
    this.lexemes = lexemesOf(text);
  }

  read(): Expression {
    const expression = this.readOr();
    if (this.next.kind !== "end") throw this.stuck();
    return expression;
  }

  private readOr(): Expression {
    const left = this.readAnd();
    return this.takesWord("or") ? { kind: "or", left, right: this.readOr() } : left;
  }

  private readAnd(): Expression {
    const left = this.readNot();
    return this.takesWord("and") ? { kind: "and", left, right: this.readAnd() } : left;
  }

  private readNot(): Expression {
    if (this.takesWord("not")) return { kind: "not", inner: this.readNot() };
    if (!this.takesMark("(")) return this.readCollection() ?? this.readMatch();
    const inner = this.readOr();
    this.demandMark(")");
    return inner;
  }

  /** `any TaskGroups as group { … }`. A selector may be called `any` as well. */
  private readCollection(): Expression | undefined {
    const kind = this.next.text;
    if (this.next.kind !== "word" || (kind !== "any" && kind !== "all")) return undefined;
    if (this.lexemes[this.place + 1]?.kind !== "word") return undefined;
    this.place += 1;
    const selector = this.readOperand().selector ?? [];
    if (!this.takesWord("as")) throw this.stuck();
    const names = [this.readName()];
    if (this.takesMark(",")) names.push(this.readName());
    this.demandMark("{");
    const inner = this.readOr();
    this.demandMark("}");
    return { kind, selector, names, inner };
  }

  private readMatch(): Expression {
    const operand = this.readOperand();
    if (this.takesMark("==")) return this.match("==", operand, this.readValue());
    if (this.takesMark("!=")) return not(this.match("==", operand, this.readValue()));
    if (this.takesWord("is")) {
      const isNegated = this.takesWord("not");
      const operator = this.readName();
      if (operator !== "empty" && operator !== "nil") throw this.stuck();
      const match = this.match(operator, operand, "");
      return isNegated ? not(match) : match;
    }
    const isNegated = this.takesWord("not");
    const match = this.readWordMatch(operand);
    return isNegated ? not(match) : match;
  }

  private readWordMatch(operand: Operand): Expression {
    if (this.takesWord("contains")) return this.match("contains", operand, this.readValue());
    if (this.takesWord("matches")) return this.match("matches", operand, this.readValue());
    if (this.takesWord("in")) return this.match("contains", this.readOperand(), operand.value);
    throw this.stuck();
  }

  private match(operator: MatchOperator, { selector }: Operand, value: string): Expression {
    if (selector === undefined) throw this.stuck();
    return { kind: "match", operator, selector, value };
  }

  /** A bare selector can be a value as well: `web`, `a.b`. */
  private readOperand(): Operand {
    const { kind, text } = this.next;
    if (kind === "number") return { selector: undefined, value: this.readValue() };
    if (kind === "text") {
      this.place += 1;
      return { selector: text.startsWith("/") ? pointerParts(text) : undefined, value: text };
    }
    const parts = [this.readName()];
    for (;;) {
      if (this.takesMark(".")) parts.push(this.readPart());
      else if (this.takesMark("[")) {
        parts.push(this.readPart());
        this.demandMark("]");
      } else return { selector: parts, value: parts.join(".") };
    }
  }

  private readPart(): string {
    const { kind, text } = this.next;
    if (kind !== "word" && kind !== "number" && kind !== "text") throw this.stuck();
    this.place += 1;
    return text;
  }

  private readValue(): string {
    const { kind, text } = this.next;
    if (kind === "word") return this.readOperand().value;
    if (kind !== "number" && kind !== "text") throw this.stuck();
    this.place += 1;
    return text;
  }

  private readName(): string {
    const { kind, text } = this.next;
    if (kind !== "word") throw this.stuck();
    this.place += 1;
    return text;
  }

  private takesWord(word: string): boolean {
    return this.takes("word", word);
  }

  private takesMark(mark: string): boolean {
    return this.takes("mark", mark);
  }

  private takes(kind: Lexeme["kind"], text: string): boolean {
    if (this.next.kind !== kind || this.next.text !== text) return false;
    this.place += 1;
    return true;
  }

  private demandMark(mark: string): void {
    if (!this.takesMark(mark)) throw this.stuck();
  }

  private get next(): Lexeme {
    return this.lexemes[this.place] ?? { kind: "end", text: "", at: this.text.length };
  }

  private stuck() {
    return noMatch(this.text, this.next.at);
  }
}

function not(inner: Expression): Expression {
  return { kind: "not", inner };
}

/** The parts of a JSON pointer: `/Meta/k`. */
function pointerParts(pointer: string): Selector {
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
