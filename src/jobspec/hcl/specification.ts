import type { JsonValue } from "../../model/json.js";
import { Diagnostics } from "./diagnostic.js";
import { type BodySyntax, readBody } from "./syntax/body.js";
import { type Expression, readExpression } from "./syntax/expression.js";
import { skipBlank } from "./syntax/lexeme.js";

/** A file or a block of one: what it says by name, and the blocks in it. */
export interface Specification {
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly blocks: readonly SpecificationBlock[];
}

export interface SpecificationBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Specification;
}

/** A specification, or the complaint about it as HCL words it. */
export type ReadSpecification =
  | { readonly ok: true; readonly specification: Specification }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a short HCL file whose values are literals: the specification of a namespace, a node pool, a quota or a variable.
 * Expressions that have to be computed are refused.
 *
 * @param fileName The name that complaints give.
 */
export function readSpecification(source: string, fileName: string): ReadSpecification {
  const diagnostics = new Diagnostics(fileName, source);
  const body = readBody(source);
  if (body.end < source.length) {
    const span = { start: body.end, end: body.end + 1 };
    const detail = "An argument or block definition is required here.";
    diagnostics.add(span, "Argument or block definition required", detail);
  }
  const specification = readContent({ source, diagnostics }, body);
  const [first, ...others] = diagnostics.text === "" ? [] : diagnostics.text.split("\n");
  if (first === undefined) return { ok: true, specification };
  return { ok: false, message: others.length === 0 ? first : `${first}, and ${others.length} other diagnostic(s)` };
}

interface Reading {
  readonly source: string;
  readonly diagnostics: Diagnostics;
}

function readContent(reading: Reading, body: BodySyntax): Specification {
  const { source, diagnostics } = reading;
  const values: Record<string, JsonValue> = {};
  for (const { name, expression } of body.arguments)
    values[name] = readValue(reading, readExpression(source, expression));
  const blocks = body.blocks.map(({ type, labels, body: inner }) => {
    if (source[skipBlank(source, inner.end)] !== "}") {
      const detail =
        "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";
      diagnostics.add(inner.brace, "Unclosed configuration block", detail);
    }
    return { type, labels, body: readContent(reading, inner) };
  });
  return { values, blocks };
}

function readValue(reading: Reading, expression: Expression): JsonValue {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template": {
      const texts = expression.parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
      return texts.length === expression.parts.length ? texts.join("") : refuse(reading, expression, "templates");
    }
    case "tuple":
      return expression.elements.map((element) => readValue(reading, element));
    case "object":
      return Object.fromEntries(
        expression.entries.map(({ key, value }) => [String(readValue(reading, key)), readValue(reading, value)]),
      );
    case "reference":
      return refuse(reading, expression, "references");
    case "computed":
      return refuse(reading, expression, expression.what);
  }
}

function refuse({ diagnostics }: Reading, expression: Expression, what: string): null {
  diagnostics.add(expression, "Not supported by Coalmine", `Here values have to be written out, without ${what}.`);
  return null;
}
