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
  | { readonly kind: "field"; readonly base: "dot" | "root" | string; readonly path: readonly string[] }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "nested"; readonly pipeline: Pipeline; readonly path: readonly string[] };

/**
 * Reads a Go template.
 *
 * @throws {Error} for what is not part of the language, or not of the part that is known here.
 */
export function parseTemplate(source: string): readonly TemplateNode[] {
  const parser = new Parser(splitActions(source));
  return parser.parseDocument();
}

type Piece = { readonly kind: "text"; readonly text: string } | { readonly kind: "action"; readonly text: string };

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
    rest = rest.slice(end + 2);
    if (/^-\s/.test(inside)) {
      text = text.trimEnd();
      inside = inside.slice(1);
    }
    if (/\s-$/.test(inside)) {
      rest = rest.trimStart();
      inside = inside.slice(0, -1);
    }
    if (inside.trim().startsWith("/*")) continue;
    if (text !== "") pieces.push({ kind: "text", text });
    text = "";
    pieces.push({ kind: "action", text: inside.trim() });
  }
  text += rest;
  if (text !== "") pieces.push({ kind: "text", text });
  return pieces;
}

class Parser {
  private readonly pieces: readonly Piece[];
  private place = 0;

  constructor(pieces: readonly Piece[]) {
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
      if (keyword === "range" || keyword === "if" || keyword === "with") nodes.push(this.parseBlock(keyword, rest));
      else nodes.push({ kind: "action", pipeline: parsePipeline(piece.text) });
    }
    return nodes;
  }

  private parseBlock(kind: "range" | "if" | "with", condition: string): TemplateNode {
    const pipeline = parsePipeline(condition);
    this.place += 1;
    const body = this.parseBody();
    const closing = this.pieces[this.place]?.text;
    if (closing === "end") return { kind, pipeline, body, otherwise: [] };
    if (closing === undefined) throw new Error("template: unexpected EOF");
    const chained = /^else (if|with) (.*)$/s.exec(closing);
    if (chained !== null) {
      const inner = chained[1] === "with" ? "with" : "if";
      return { kind, pipeline, body, otherwise: [this.parseBlock(inner, chained[2] ?? "")] };
    }
    this.place += 1;
    const otherwise = this.parseBody();
    if (this.pieces[this.place]?.text !== "end") throw new Error("template: unexpected EOF");
    return { kind, pipeline, body, otherwise };
  }
}

const token =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<number>[+-]?\d+(?:\.\d+)?)|(?<field>\$?\w*(?:\.\w+)+|\$\w*|\.)|(?<word>\w+)|(?<sign>:=|[|(),]))/y;

function parsePipeline(text: string): Pipeline {
  const tokens = tokenize(text);
  const pipeline = new PipelineParser(tokens).parse();
  return pipeline;
}

interface Token {
  readonly kind: "text" | "number" | "field" | "word" | "sign";
  readonly text: string;
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== "") {
    const from = token.lastIndex;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) throw new Error(`template: cannot read ${JSON.stringify(text.slice(from).trim())}`);
    const [kind, found] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    tokens.push({ kind: kind as Token["kind"], text: found ?? "" });
  }
  return tokens;
}

class PipelineParser {
  private readonly tokens: readonly Token[];
  private place = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
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
      const { kind, text } = this.tokens[this.place] ?? { kind: "sign", text: "" };
      if (text === ")" && kind === "sign") break;
      if (text === "|" && kind === "sign") commands.push([]);
      else commands.at(-1)?.push(this.parseOperand(kind, text));
    }
    if (commands.some((operands) => operands.length === 0)) throw new Error("template: missing value for command");
    return { commands };
  }

  private parseOperand(kind: Token["kind"], text: string): Operand {
    switch (kind) {
      case "text":
        return { kind: "literal", value: text.startsWith("`") ? text.slice(1, -1) : String(JSON.parse(text)) };
      case "number":
        return { kind: "literal", value: Number(text) };
      case "field":
        return fieldOperand(text);
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

function fieldOperand(text: string): Operand {
  if (text === ".") return { kind: "field", base: "dot", path: [] };
  const [head = "", ...path] = text.split(".");
  if (head === "") return { kind: "field", base: "dot", path };
  if (head === "$") return { kind: "field", base: "root", path };
  if (!head.startsWith("$")) throw new Error(`template: function ${JSON.stringify(head)} not defined`);
  return { kind: "field", base: head, path };
}

function wordOperand(word: string): Operand {
  if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
  if (word === "nil") return { kind: "literal", value: null };
  return { kind: "function", name: word };
}
