import type { JsonObject, JsonValue } from "../model/json.js";
import { isObject } from "../model/json.js";
import { jobSchema } from "./schema/job.js";
import type { SchemaKind, SchemaTable } from "./schema/nesting.js";
import { memberOrder } from "./schema/order.js";

/**
 * A job in the API's form as `nomad job run -output` prints it: every member of every block in Nomad's order, null where nothing
 * was written. Spec 05 §7.7, 06 §6.3.
 *
 * @param job The job as it was written.
 */
export function printedForm(job: JsonObject): JsonObject {
  return printed(jobSchema, job);
}

function printed(table: SchemaTable, written: JsonObject): JsonObject {
  const kinds = new Map(table.entries.map(({ field }) => [field.json, field.kind]));
  const known = memberOrder(table.goType) ?? [];
  const others = Object.keys(written).filter((name) => !known.includes(name));
  const members: Record<string, JsonValue> = {};
  for (const name of [...known, ...others]) members[name] = nested(kinds.get(name), written[name] ?? null);
  return members;
}

function nested(kind: SchemaKind | undefined, value: JsonValue): JsonValue {
  if (kind === undefined || value === null) return value;
  const { block, of } = kind;
  if (block !== undefined) return isObject(value) ? printed(block, value) : value;
  if (of === undefined) return value;
  if (Array.isArray(value)) return value.map((member: JsonValue) => nested(of, member));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, nested(of, member ?? null)]));
}
