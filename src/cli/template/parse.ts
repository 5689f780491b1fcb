/** A template as a tree: text, actions, and blocks with a body and an `else`. */
export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipeline: Pipeline }
  | {
      readonly kind: "range" | "if" | "with";
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

/** Commands one after the other; each gets the value of the one before as its last argument. */
export interface Pipeline {
  /** Variables that take the value, without their `$`; two in a `range` are key and entry. */
  readonly variables: readonly string[];
  readonly commands: readonly (readonly Operand[])[];
}

export type Operand =
  | {
      readonly kind: "field";
      readonly base: "dot" | "root" | string;
      readonly path: readonly string[];
      /** Where it stands, as Go says it: `:1:9: executing "" at <.member.Name>`. */
      readonly where: string;
    }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "nested"; readonly pipeline: Pipeline; readonly path: readonly string[] };

/**
 * Reads a Go template.
 *
 * @throws {Error} for what is not part of the language, or not of the part that is known here.
 */
export function parseTemplate(source: string): readonly TemplateNode[] {
  const parser = new Parser(source, splitActions(source));
  return parser.parseDocument();
}

type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** `at`: the offset of its first word in the source. */
  | { readonly kind: "action"; readonly text: string; readonly at: number };

/** Text and the insides of `{{…}}`; a dash trims the white space beside it, comments vanish. */
function splitActions(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = "";
  let rest = source;
  for (;;) {
    const start = rest.indexOf("{{");
    if (start === -1) break;
    const end = rest.indexOf("}}", start);
    if (end === -1) throw new Error("template: unclosed action");
    text += rest.slice(0, start);
    let inside = rest.slice(start + 2, end);
    let at = source.length - rest.length + start + 2;
    rest = rest.slice(end + 2);
    if (/^-\s/.test(inside)) {
      text = text.trimEnd();
      inside = inside.slice(1);
      at += 1;
    }
    if (/\s-$/.test(inside)) {
      rest = rest.trimStart();
      inside = inside.slice(0, -1);
    }
    if (inside.trim().startsWith("/*")) continue;
    if (text !== "") pieces.push({ kind: "text", text });
    text = "";
    pieces.push({ kind: "action", text: inside.trim(), at: at + inside.length - inside.trimStart().length });
  }
  text += rest;
  if (text !== "") pieces.push({ kind: "text", text });
  return pieces;
}

class Parser {
  private readonly source: string;
  private readonly pieces: readonly Piece[];
  private place = 0;

  constructor(source: string, pieces: readonly Piece[]) {
    this.source = source;
    this.pieces = pieces;
  }

  parseDocument(): readonly TemplateNode[] {
    const nodes = this.parseBody();
    if (this.place < this.pieces.length) throw new Error(`template: unexpected {{${this.pieces[this.place]?.text}}}`);
    return nodes;
  }

  /** Up to the `end` or `else` that belongs to the block around. */
  private parseBody(): readonly TemplateNode[] {
    const nodes: TemplateNode[] = [];
    for (; this.place < this.pieces.length; this.place += 1) {
      const piece = this.pieces[this.place];
      if (piece === undefined) break;
      if (piece.kind === "text") {
        nodes.push(piece);
        continue;
      }
      const [, keyword = "", rest = ""] = /^(\w*)\b\s*(.*)$/s.exec(piece.text) ?? [];
      if (keyword === "end" || keyword === "else") return nodes;
      const at = piece.at + piece.text.length - rest.length;
      if (keyword === "range" || keyword === "if" || keyword === "with") nodes.push(this.parseBlock(keyword, rest, at));
      else nodes.push({ kind: "action", pipeline: this.parsePipeline(piece.text, piece.at) });
    }
    return nodes;
  }

  private parseBlock(kind: "range" | "if" | "with", condition: string, at: number): TemplateNode {
    const pipeline = this.parsePipeline(condition, at);
    this.place += 1;
    const body = this.parseBody();
    const closing = this.pieces[this.place]?.text;
    if (closing === "end") return { kind, pipeline, body, otherwise: [] };
    if (closing === undefined) throw new Error("template: unexpected EOF");
    const chained = /^else (if|with) (.*)$/s.exec(closing);
    if (chained !== null) {
      const inner = chained[1] === "with" ? "with" : "if";
      return { kind, pipeline, body, otherwise: [this.parseBlock(inner, chained[2] ?? "", at)] };
    }
    this.place += 1;
    const otherwise = this.parseBody();
    if (this.pieces[this.place]?.text !== "end") throw new Error("template: unexpected EOF");
    return { kind, pipeline, body, otherwise };
  }

  private parsePipeline(text: string, at: number): Pipeline {
    return new PipelineParser(tokenize(text), (token) => whereText(this.source, at + token.at, token.text)).parse();
  }
}

/** A chain of fields stands where its second one does, as Go's own parser has it. */
function whereText(source: string, at: number, text: string): string {
  const second = text.indexOf(".", 1);
  const before = source.slice(0, second === -1 ? at : at + second);
  const lineStart = before.lastIndexOf("\n") + 1;
  const shown = text.length > longestContext ? `${text.slice(0, longestContext)}...` : text;
  return `:${before.split("\n").length}:${before.length - lineStart}: executing "" at <${shown}>`;
}

/** Characters of an operand that Go's error shows. */
const longestContext = 20;

const token =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<number>[+-]?\d+(?:\.\d+)?)|(?<field>\$?\w*(?:\.\w+)+|\$\w*|\.)|(?<word>\w+)|(?<sign>:=|[|(),]))/y;

interface Token {
  readonly kind: "text" | "number" | "field" | "word" | "sign";
  readonly text: string;
  /** Its offset in the pipeline. */
  readonly at: number;
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== "") {
    const from = token.lastIndex;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) throw new Error(`template: cannot read ${JSON.stringify(text.slice(from).trim())}`);
    const [kind, found] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    const at = token.lastIndex - (found ?? "").length;
    tokens.push({ kind: kind as Token["kind"], text: found ?? "", at });
  }
  return tokens;
}

class PipelineParser {
  private readonly tokens: readonly Token[];
  private readonly whereOf: (token: Token) => string;
  private place = 0;

  constructor(tokens: readonly Token[], whereOf: (token: Token) => string) {
    this.tokens = tokens;
    this.whereOf = whereOf;
  }

  parse(): Pipeline {
    const variables = this.parseVariables();
    const pipeline = { variables, ...this.parseCommands() };
    if (this.place < this.tokens.length) throw this.unexpected();
    return pipeline;
  }

  private parseVariables(): readonly string[] {
    const assignment = this.tokens.findIndex(({ text }) => text === ":=");
    if (assignment === -1) return [];
    const names = this.tokens.slice(0, assignment).filter(({ text }) => text !== ",");
    if (names.length > 2 || names.some(({ text }) => !/^\$\w+$/.test(text))) throw this.unexpected();
    this.place = assignment + 1;
    return names.map(({ text }) => text.slice(1));
  }

  private parseCommands(): Pick<Pipeline, "commands"> {
    const commands: Operand[][] = [[]];
    for (; this.place < this.tokens.length; this.place += 1) {
      const found = this.tokens[this.place] ?? { kind: "sign", text: "", at: 0 };
      const { kind, text } = found;
      if (text === ")" && kind === "sign") break;
      if (text === "|" && kind === "sign") commands.push([]);
      else commands.at(-1)?.push(this.parseOperand(found));
    }
    if (commands.some((operands) => operands.length === 0)) throw new Error("template: missing value for command");
    return { commands };
  }

  private parseOperand(found: Token): Operand {
    const { kind, text } = found;
    switch (kind) {
      case "text":
        return { kind: "literal", value: text.startsWith("`") ? text.slice(1, -1) : String(JSON.parse(text)) };
      case "number":
        return { kind: "literal", value: Number(text) };
      case "field":
        return fieldOperand(text, this.whereOf(found));
      case "word":
        return wordOperand(text);
      default:
        return this.parseNested(text);
    }
  }

  private parseNested(text: string): Operand {
    if (text !== "(") throw this.unexpected();
    this.place += 1;
    const { commands } = this.parseCommands();
    if (this.tokens[this.place]?.text !== ")") throw new Error("template: unclosed left paren");
    const next = this.tokens[this.place + 1];
    if (next?.kind !== "field" || !/^\.\w/.test(next.text))
      return { kind: "nested", pipeline: { variables: [], commands }, path: [] };
    this.place += 1;
    return { kind: "nested", pipeline: { variables: [], commands }, path: next.text.slice(1).split(".") };
  }

  private unexpected(): Error {
    return new Error(`template: unexpected ${JSON.stringify(this.tokens[this.place]?.text ?? "")} in command`);
  }
}

function fieldOperand(text: string, where: string): Operand {
  if (text === ".") return { kind: "field", base: "dot", path: [], where };
  const [head = "", ...path] = text.split(".");
  if (head === "") return { kind: "field", base: "dot", path, where };
  if (head === "$") return { kind: "field", base: "root", path, where };
  if (!head.startsWith("$")) throw new Error(`template: function ${JSON.stringify(head)} not defined`);
  return { kind: "field", base: head, path, where };
}

function wordOperand(word: string): Operand {
  if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
  if (word === "nil") return { kind: "literal", value: null };
  return { kind: "function", name: word };
}
