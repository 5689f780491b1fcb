import type { JsonValue } from "../../model/json.js";
import { Diagnostics, placeText, source } from "./diagnostic.js";
import { Evaluation } from "./evaluation/evaluation.js";
import { requireKnown } from "./reader/memberValue.js";
import { plainValue } from "./reader/schemaless.js";
import type { BodySyntax } from "./syntax/body.js";
import { startOf } from "./syntax/node.js";
import { LimitExceeded } from "./syntax/refusal.js";
import { limit, readBodyText, type Unreadable } from "./syntax/text.js";

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
 * Reads a short HCL file without variables: the specification of a namespace, a node pool, a quota or a variable.
 *
 * @param fileName The name that complaints give.
 */
export function readSpecification(content: string, fileName: string): ReadSpecification {
  const text = source(fileName, content);
  const read = readBodyText(text);
  if (!read.ok) return unreadable(read);
  const diagnostics = new Diagnostics();
  const evaluation = new Evaluation(text, { references: "none", functions: undefined }, diagnostics);
  try {
    const specification = readContent(evaluation, read.body);
    const [first, ...others] = diagnostics.text === "" ? [] : diagnostics.text.split("\n");
    if (first === undefined) return { ok: true, specification };
    return { ok: false, message: others.length === 0 ? first : `${first}, and ${others.length} other diagnostic(s)` };
  } catch (error) {
    if (error instanceof LimitExceeded) return unreadable(limit(text, error));
    throw error;
  }
}

function unreadable({ at, summary, detail }: Unreadable): ReadSpecification {
  return { ok: false, message: `${placeText(at)}: ${summary}; ${detail}` };
}

function readContent(evaluation: Evaluation, body: BodySyntax): Specification {
  if (body.kind === "json") return { values: {}, blocks: [] };
  const reading = { evaluation, scope: undefined };
  const values: Record<string, JsonValue> = {};
  for (const { name, expression } of body.arguments) {
    const value = requireKnown(reading, evaluation.value(expression, undefined), startOf(expression));
    values[name] = value === undefined ? null : plainValue(value);
  }
  const blocks = body.blocks.map(({ type, labels, body: inner }) => {
    return { type, labels, body: readContent(evaluation, inner) };
  });
  return { values, blocks };
}
