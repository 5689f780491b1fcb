import type { JsonObject } from "../../api/json.js";
import type { ApiVariable } from "../../api/objects/variable.js";
import type { Invocation } from "../definition.js";
import { CommandFailure } from "../failure.js";
import { text } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { formatKeyValues } from "../text/columns.js";
import { formatGoJson } from "../text/goJson.js";
import { quote } from "../text/quote.js";

/** The flags of commands that print variables. */
export const variableOutFlags = {
  out: text("How to print it; without it a table on a terminal and JSON elsewhere."),
  template: text("What `-out go-template` prints."),
} as const;

/**
 * How variables are to be printed.
 *
 * @param known What the command can print.
 * @throws {CommandFailure}
 */
export function variableFormat(
  { context }: Invocation,
  { out, template }: { readonly out: string; readonly template: string },
  known: readonly string[],
): string {
  const format = out || (context.terminal.isTty ? "table" : "json");
  if (!known.includes(format)) {
    throw new CommandFailure(`Invalid value ${quote(out)} for -out: it is one of ${known.join(", ")}`);
  }
  if ((format === "go-template") !== (template !== "")) {
    throw new CommandFailure("-out go-template and -template can only be used together");
  }
  return format;
}

/** A variable with its items. @throws {CommandFailure} for a template that cannot be used. */
export function variableText(invocation: Invocation, variable: ApiVariable, format: string, template: string): string {
  switch (format) {
    case "json":
      return formatGoJson(inGoOrder(variable), "  ");
    case "hcl":
      return hclText(variable);
    case "go-template":
      return templateText(variable, template);
    default:
      return tableText(invocation, variable);
  }
}

/** By a Go template. @throws {CommandFailure} for one that cannot be used. */
export function templateText(value: object, template: string): string {
  return formattedOutput({ json: false, t: template })?.(value, {}) ?? "";
}

/** As other commands print JSON. */
export function jsonText(value: object): string {
  return formattedOutput({ json: true, t: "" })?.(value, {}) ?? "";
}

function inGoOrder(variable: ApiVariable): JsonObject {
  const { Namespace, Path, CreateIndex, ModifyIndex, CreateTime, ModifyTime } = variable;
  return {
    Namespace,
    Path,
    CreateIndex,
    ModifyIndex,
    CreateTime,
    ModifyTime,
    Items: Object.fromEntries(items(variable)),
  };
}

function hclText(variable: ApiVariable): string {
  const lines = items(variable).map(([key, value]) => `  ${quote(key)} = ${quote(value)}`);
  return [
    `namespace    = ${quote(variable.Namespace)}`,
    `path         = ${quote(variable.Path)}`,
    `create_index = ${variable.CreateIndex}`,
    `modify_index = ${variable.ModifyIndex}`,
    `create_time  = ${variable.CreateTime}`,
    `modify_time  = ${variable.ModifyTime}`,
    "",
    "items = {",
    ...lines,
    "}",
  ].join("\n");
}

function tableText({ ui, style }: Invocation, variable: ApiVariable): string {
  const { CreateTime, ModifyTime } = variable;
  const rows = [
    `Namespace|${variable.Namespace}`,
    `Path|${variable.Path}`,
    `Create Time|${style.formatTimestamp(CreateTime)}`,
    ...(CreateTime === ModifyTime ? [] : [`Modify Time|${style.formatTimestamp(ModifyTime)}`]),
    `Check Index|${variable.ModifyIndex}`,
  ];
  const pairs = items(variable).map(([key, value]) => `${key}|${value}`);
  const title = ui.colourise("\n[bold]Items[reset]");
  return [formatKeyValues(rows), title, ...(pairs.length === 0 ? [] : [formatKeyValues(pairs)])].join("\n");
}

/** Keys ascending. */
function items({ Items }: ApiVariable): readonly (readonly [string, string])[] {
  return Object.entries(Items).sort(([left], [right]) => (left < right ? -1 : 1));
}
