import type { JsonValue } from "../api/json.js";
import { CommandFailure } from "./failure.js";
import { text, toggle } from "./flags.js";
import { executeTemplate } from "./template/template.js";
import { type ClientType, formatJson } from "./text/json.js";

/** The flags of commands that can print what the API says. */
export const formatFlags = {
  json: toggle("Print JSON."),
  t: text("Print by a Go template."),
} as const;

/**
 * How `-json` and `-t` print a value; undefined when neither was given. Spec 06 §2.7.
 *
 * @throws {CommandFailure} when both were given, or, later, when the template cannot be used.
 */
export function formattedOutput({
  json,
  t: template,
}: {
  readonly json: boolean;
  readonly t: string;
}): ((value: object | null, type: ClientType) => string) | undefined {
  if (json && template !== "") {
    return () => {
      throw new CommandFailure("Both json and template formatting are not allowed");
    };
  }
  if (json) return (value, type) => formatJson(value as JsonValue, type);
  if (template === "") return undefined;
  return (value, type) => {
    try {
      return executeTemplate(template, value as JsonValue, type);
    } catch (error) {
      throw new CommandFailure(`Error formatting the data: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}
