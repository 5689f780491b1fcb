import { goQuote } from "../values/goQuote.js";
import { list, object, text, type Value } from "../values/value.js";
import { textAt } from "./arguments.js";
import { type FunctionSpec, refuse } from "./functionSpec.js";
import { allowElements } from "./limits.js";

/** The function that reads comma-separated values. Spec 05 §6.5. */
export const csvFunctions: readonly FunctionSpec[] = [
  { name: "csvdecode", parameters: [{ name: "str", type: "string" }], compute: (args) => decode(textAt(args, 0)) },
];

/** The first record names the attributes of the objects that the others become. */
function decode(source: string): Value {
  const reader = new CsvReader(source);
  const headers = reader.record() ?? refuse("missing header line");
  const seen = new Set<string>();
  for (const name of headers) {
    if (seen.has(name)) refuse(`duplicate column name ${goQuote(name)}`);
    seen.add(name);
  }
  const rows: Value[] = [];
  for (let record = reader.record(); record !== undefined; record = reader.record()) {
    if (record.length !== headers.length) refuse(`CSV parse error on line ${reader.startLine}: wrong number of fields`);
    const columns = record.map((field, at) => [headers[at] ?? "", text(field)] as const);
    allowElements(rows.push(object(columns)) * headers.length);
  }
  const of = new Map(headers.toSorted().map((name) => [name, "string" as const]));
  return list({ kind: "object", of }, rows);
}

/** Reads records as Go's `encoding/csv` does: quotes only around a whole field, empty lines skipped. */
class CsvReader {
  readonly #lines: readonly string[];
  #next = 0;
  /** The line on which the last record began, counted from 1. */
  startLine = 0;

  constructor(source: string) {
    this.#lines = source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }

  /** Undefined at the end. */
  record(): readonly string[] | undefined {
    let line = this.#line();
    while (line === "\n") line = this.#line();
    if (line === undefined) return undefined;
    this.startLine = this.#next;
    const fields: string[] = [];
    for (let rest: string | undefined = line; rest !== undefined; ) {
      if (rest.startsWith('"')) {
        const quoted = this.#quoted(rest.slice(1));
        fields.push(quoted.field);
        rest = quoted.rest;
        continue;
      }
      const end: number = rest.indexOf(",");
      const field = end < 0 ? withoutNewline(rest) : rest.slice(0, end);
      if (field.includes('"')) refuse(`CSV parse error on line ${this.#next}: bare " in non-quoted-field`);
      fields.push(field);
      rest = end < 0 ? undefined : rest.slice(end + 1);
    }
    return fields;
  }

  /** A field behind its opening quote, over as many lines as it takes; what follows its comma. */
  #quoted(first: string): { readonly field: string; readonly rest: string | undefined } {
    const wrong = () => refuse(`CSV parse error on line ${this.#next}: extraneous or missing " in quoted-field`);
    let field = "";
    let line: string | undefined = first;
    for (;;) {
      const end: number = line.indexOf('"');
      if (end >= 0) {
        field += line.slice(0, end);
        const after = line.slice(end + 1);
        if (after.startsWith(",")) return { field, rest: after.slice(1) };
        if (withoutNewline(after) === "") return { field, rest: undefined };
        if (!after.startsWith('"')) return wrong();
        field += '"';
        line = after.slice(1);
      } else {
        field += line;
        const next = this.#line();
        if (next === undefined) return wrong();
        line = next;
      }
    }
  }

  #line(): string | undefined {
    const line = this.#lines[this.#next];
    if (line === undefined) return undefined;
    this.#next += 1;
    return line.endsWith("\r\n") ? `${line.slice(0, -2)}\n` : line;
  }
}

function withoutNewline(line: string): string {
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}
