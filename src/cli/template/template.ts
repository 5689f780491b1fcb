import type { JsonValue } from "../../api/json.js";
import type { ClientType } from "../text/json.js";
import { parseTemplate } from "./parse.js";
import { runTemplate } from "./run.js";

/**
 * Executes a Go template over a value, as `-t` does: fields, `range`, `if`, `with`, variables of none, and the functions
 * that Go has built in. Spec 06 §2.7.
 *
 * @throws {Error} for what is no template, what is not known of it here, and what the value does not have.
 */
export function executeTemplate(source: string, value: JsonValue, type: ClientType): string {
  return runTemplate(parseTemplate(source), value, type);
}
