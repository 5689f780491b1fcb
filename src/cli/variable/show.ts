import { type Answer, ApiError } from "../../api/nomadApi.js";
import type { ApiVariable, VariableStub } from "../../api/objects/variable.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { nextPageHint, pageFlags, pageWishes } from "../pages.js";
import { formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";
import { jsonText, templateText, variableFormat, variableOutFlags, variableText } from "./variableText.js";

/** `nomad var list`: the variables, without their items. Spec 06 §6.10. */
export const varList = defineCommand({
  path: "var list",
  synopsis: "var list [options] [<prefix>]",
  about: "Show the variables, without their items.",
  usage: ["This command takes either no arguments or one: <prefix>"],
  flags: { ...pageFlags, ...variableOutFlags },
  async run(invocation, { flags, args }) {
    if (args.length > 1) return invocation.reportUsage();
    const { api, query, ui, argv } = invocation;
    const format = variableFormat(invocation, flags, ["table", "json", "terse", "go-template"]);
    const wishes = { ...query, ...pageWishes(flags), prefix: args[0] };
    const answer = await orFail("Error retrieving vars", api.listVariables(wishes));
    ui.output(listText(invocation, answer, format, flags));
    if (answer.nextToken && format !== "json") ui.warn(nextPageHint(argv, answer.nextToken));
    return 0;
  },
});

function listText(
  { query, style }: Invocation,
  { value: variables, nextToken }: Answer<readonly VariableStub[]>,
  format: string,
  flags: { readonly template: string; readonly "per-page": number },
): string {
  const allNamespaces = query.namespace === "*";
  switch (format) {
    case "json":
      // A page names the next one.
      return flags["per-page"] > 0
        ? jsonText({ Data: variables, QueryMeta: { NextToken: nextToken ?? "" } })
        : jsonText(variables);
    case "go-template":
      return templateText(variables, flags.template);
    case "terse":
      return variables.map(({ Namespace, Path }) => (allNamespaces ? `${Namespace}|${Path}` : Path)).join("\n");
    default: {
      if (variables.length === 0) return "No matching variables found";
      const rows = variables.map(
        ({ Namespace, Path, ModifyTime }) => `${Namespace}|${Path}|${style.formatTimestamp(ModifyTime)}`,
      );
      return formatList(["Namespace|Path|Last Updated", ...rows]);
    }
  }
}

/** `nomad var get`: one variable with its items. Spec 06 §6.10. */
export const varGet = defineCommand({
  path: "var get",
  synopsis: "var get [options] <path>",
  about: "Show a variable with its items.",
  usage: ["This command takes one argument: <path>"],
  flags: {
    ...variableOutFlags,
    item: text("Only the value of this item, without a line break."),
    ui: toggle("Open the web UI as well."),
  },
  async run(invocation, { flags, args }) {
    const [path] = args;
    if (path === undefined || args.length > 1) return invocation.reportUsage();
    const format = variableFormat(invocation, flags, ["table", "json", "hcl", "none", "go-template"]);
    const variable = await readVariable(invocation, path);
    if (flags.item !== "") {
      const value = variable.Items[flags.item];
      if (value === undefined) throw new CommandFailure(`Variable does not contain ${quote(flags.item)} item`);
      invocation.context.terminal.write("stdout", value);
      return 0;
    }
    if (format !== "none") invocation.ui.output(variableText(invocation, variable, format, flags.template));
    await showVariableHint(invocation, variable);
    return 0;
  },
});

/** Where the web UI shows a variable. */
export function showVariableHint(invocation: Invocation, { Path, Namespace }: ApiVariable): Promise<void> {
  return invocation.showHint("View variable details", `/variables/var/${Path}@${Namespace}`);
}

async function readVariable({ api, query }: Invocation, path: string): Promise<ApiVariable> {
  try {
    return (await api.readVariable(path, query)).value;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) throw new CommandFailure("Variable not found");
    return orFail("Error retrieving variable", Promise.reject(error));
  }
}
