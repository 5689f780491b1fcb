import type { JsonObject, JsonValue } from "../model/json.js";
import { isObject } from "../model/json.js";
import { decodeJob } from "./decode.js";
import { vocabulary } from "./hcl/reader/vocabulary.js";
import { jobSchema } from "./schema/job.js";
import type { SchemaKind, SchemaTable } from "./schema/nesting.js";

/** A job in the API's form, or why the document holds none, in the words of Go's decoder. */
export type ApiForm =
  | { readonly ok: true; readonly job: JsonObject }
  | { readonly ok: false; readonly message: string };

/**
 * A job that was written in the API's JSON, as the command line reads and prints it: names in any case, unknown members left out,
 * and the zero values that the API's form always shows. Spec 05 §2, 06 §6.3.
 *
 * @param document The job alone, or an object with the member `Job`.
 */
export function apiForm(document: JsonObject): ApiForm {
  const inside = memberNamed(document, "Job");
  const job = isObject(inside ?? null) ? (inside as JsonObject) : document;
  const decoded = decodeJob(job, job === document ? undefined : "Job");
  return decoded.ok ? { ok: true, job: formOf(jobSchema, job) } : decoded;
}

function memberNamed(object: JsonObject, name: string): JsonValue | undefined {
  const found = Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : object[found];
}

function formOf(table: SchemaTable, written: JsonObject): JsonObject {
  const members: Record<string, JsonValue | undefined> = { ...vocabulary[table.goType]?.silent };
  for (const { field } of table.entries) {
    const value = memberNamed(written, field.json);
    if (value !== undefined && value !== null) members[field.json] = nested(field.kind, value);
  }
  return members as JsonObject;
}

function nested(kind: SchemaKind, value: JsonValue): JsonValue {
  const { block, of } = kind;
  if (block !== undefined) return isObject(value) ? formOf(block, value) : value;
  if (of === undefined) return value;
  if (Array.isArray(value)) return value.map((member: JsonValue) => nested(of, member));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, nested(of, member ?? null)]));
}
