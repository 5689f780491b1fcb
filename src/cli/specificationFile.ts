import { isObject, type JsonObject, JsonSyntaxError, type JsonValue, parseJson } from "../api/json.js";
import type { Specification } from "../jobspec/hcl/specification.js";
import type { CommandContext } from "./context.js";
import { CommandFailure, describeError } from "./failure.js";
import { readFileOrInput } from "./input.js";

/** The text of a specification, with the name that complaints give it. */
export interface SpecificationText {
  readonly fileName: string;
  readonly source: string;
}

/**
 * A specification's file, or standard input for `-`. Spec 06 §6.10.
 *
 * @throws {CommandFailure} for a file that cannot be read.
 */
export async function readSpecificationText(context: CommandContext, path: string): Promise<SpecificationText> {
  try {
    return { fileName: path === "-" ? "stdin" : path, source: await readFileOrInput(context, path) };
  } catch (error) {
    throw new CommandFailure(`Failed to read file "${path}": ${describeError(error)}`);
  }
}

/** A specification in HCL; the reader is loaded with the first one. @throws {Error} with the complaint. */
export async function parseHclSpecification({ source, fileName }: SpecificationText): Promise<Specification> {
  const { readSpecification } = await import("../jobspec/hcl/specification.js");
  const read = readSpecification(source, fileName);
  if (!read.ok) throw new Error(read.message);
  return read.specification;
}

/** A specification in JSON. @throws {Error} with Go's complaint. */
export function parseJsonSpecification({ source }: SpecificationText): JsonObject {
  try {
    const value = parseJson(source);
    if (isObject(value)) return value;
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new Error(source.trim() === "" ? "EOF" : error.message);
    throw error;
  }
  throw new Error("json: cannot unmarshal a value that is no object");
}

/** A text of a specification; empty where it says nothing. */
export function textOf(value: JsonValue | undefined): string {
  return value === undefined || value === null ? "" : String(value);
}

/** A list of texts; null where it says nothing. */
export function textsOf(value: JsonValue | undefined): readonly string[] | null {
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(textOf) : null;
}

/** Texts by name; null where there are none. */
export function textMapOf(value: JsonValue | undefined): Readonly<Record<string, string>> | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value).map(([key, member]) => [key, textOf(member)] as const);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** The block of a type, if there is one. */
export function blockOf({ blocks }: Specification, type: string): Specification | undefined {
  return blocks.find((block) => block.type === type)?.body;
}

/** Texts by name, written as a block or as a map. */
export function mapNamed(specification: Specification, name: string): Readonly<Record<string, string>> | null {
  return textMapOf(blockOf(specification, name)?.values ?? specification.values[name]);
}
