import { isObject, parseJson } from "../../api/json.js";
import { ApiError } from "../../api/nomadApi.js";
import type { ApiVariable } from "../../api/objects/variable.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, describeError, orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { readFileOrInput } from "../input.js";
import { parseUnsigned } from "../parseUnsigned.js";
import { mapNamed, parseHclSpecification, parseJsonSpecification, textMapOf, textOf } from "../specificationFile.js";
import { quote } from "../text/quote.js";
import { showVariableHint } from "./show.js";
import { variableFormat, variableOutFlags, variableText } from "./variableText.js";

const checkIndexPhrase = "Invalid -check-index value";

/** `nomad var put`: makes a variable, or replaces one. Spec 06 §6.10. */
export const varPut = defineCommand({
  path: "var put",
  synopsis: "var put [options] <path> [<specification>] [<key>=<value>]...",
  about: "Make a variable, or replace one: of items, of a specification (@file, or - for standard input), or of both.",
  usage: ["This command takes at least one argument: <path>"],
  flags: {
    ...variableOutFlags,
    "check-index": text("Replace it only if its modify index is this one; 0 demands one that does not exist yet."),
    force: toggle("Replace it whatever its index is."),
    in: text("What a specification on standard input is written in: hcl or json."),
    verbose: toggle("Read for compatibility."),
    ui: toggle("Open the web UI as well."),
  },
  async run(invocation, { flags, args }) {
    if (args.length === 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const format = variableFormat(invocation, flags, ["table", "json", "hcl", "none", "go-template"]);
    const checkIndex = flags["check-index"];
    if (flags.force && checkIndex !== "") throw new CommandFailure("Cannot use both -force and -check-index");
    const demanded = checkIndex === "" ? undefined : parseUnsigned(checkIndexPhrase, checkIndex);
    const variable = await wantedVariable(invocation, args, flags.in);
    const expected = flags.force ? undefined : (demanded ?? variable.ModifyIndex);
    const stored = await unlessConflicting(
      "Error creating variable",
      expected,
      api.writeVariable(variable, expected, query),
    );
    if (format === "table" || format === "none") {
      const verb = stored.CreateIndex === stored.ModifyIndex ? "created" : "updated";
      ui.output(`Successfully ${verb} variable ${quote(stored.Path)}!`);
    }
    if (format !== "none") ui.output(variableText(invocation, stored, format, flags.template));
    await showVariableHint(invocation, stored);
    return 0;
  },
});

/** `nomad var purge`: forgets a variable. Spec 06 §6.10. */
export const varPurge = defineCommand({
  path: "var purge",
  synopsis: "var purge [options] <path>",
  about: "Delete a variable.",
  usage: ["This command takes one argument: <path>"],
  flags: { "check-index": text("Delete it only if its modify index is this one.") },
  async run(invocation, { flags, args }) {
    const [path] = args;
    if (path === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const checkIndex = flags["check-index"];
    const expected = checkIndex === "" ? undefined : parseUnsigned(checkIndexPhrase, checkIndex);
    await unlessConflicting("Error purging variable", expected, api.deleteVariable(path, expected, query));
    ui.output(`Successfully purged variable ${quote(path)}!`);
    return 0;
  },
});

/** What the arguments say: a path, a specification or both, and items that beat those of the specification. */
async function wantedVariable(invocation: Invocation, args: readonly string[], format: string): Promise<ApiVariable> {
  const [first = "", second = ""] = args;
  const isSpecification = (argument: string) => argument === "-" || argument.startsWith("@");
  const wholly = isSpecification(first);
  const named = !wholly && isSpecification(second);
  const specified = wholly || named ? await readVariableFile(invocation, wholly ? first : second, format) : undefined;
  const given = await Promise.all(args.slice(named ? 2 : 1).map((argument) => readItem(invocation, argument)));
  const variable = {
    Namespace: specified?.Namespace || (invocation.query.namespace ?? ""),
    Path: wholly ? (specified?.Path ?? "") : first,
    CreateIndex: specified?.CreateIndex ?? 0,
    ModifyIndex: specified?.ModifyIndex ?? 0,
    CreateTime: 0n,
    ModifyTime: 0n,
    Items: { ...specified?.Items, ...Object.fromEntries(given) },
  };
  if (variable.Path === "") throw new CommandFailure("A variable needs a path");
  return variable;
}

/** A value can come from a file (`@path`) or from standard input (`-`), as it stands there. */
async function readItem({ context }: Invocation, argument: string): Promise<readonly [string, string]> {
  const sign = argument.indexOf("=");
  if (sign === -1) throw new CommandFailure(`Failed to parse items: ${quote(argument)} is no <key>=<value>`);
  const key = argument.slice(0, sign);
  const value = argument.slice(sign + 1);
  if (value !== "-" && !value.startsWith("@")) return [key, value];
  const path = value === "-" ? value : value.slice(1);
  return [key, await orFail("Failed to parse items", readFileOrInput(context, path))];
}

async function readVariableFile(
  { context }: Invocation,
  reference: string,
  format: string,
): Promise<Omit<ApiVariable, "CreateTime" | "ModifyTime">> {
  const path = reference === "-" ? reference : reference.slice(1);
  try {
    const text = { source: await readFileOrInput(context, path), fileName: path === "-" ? "stdin" : path };
    const isJson = format === "json" || (format === "" && path.endsWith(".json"));
    const members = isJson ? parseJsonSpecification(text) : undefined;
    if (members !== undefined) {
      return {
        Namespace: textOf(members.Namespace),
        Path: textOf(members.Path),
        CreateIndex: Number(members.CreateIndex ?? 0),
        ModifyIndex: Number(members.ModifyIndex ?? 0),
        Items: textMapOf(members.Items) ?? {},
      };
    }
    const specification = await parseHclSpecification(text);
    const { values } = specification;
    return {
      Namespace: textOf(values.namespace),
      Path: textOf(values.path),
      CreateIndex: Number(values.create_index ?? 0),
      ModifyIndex: Number(values.modify_index ?? 0),
      Items: mapNamed(specification, "items") ?? {},
    };
  } catch (error) {
    throw new CommandFailure(`Failed to parse variable data: ${describeError(error)}`);
  }
}

/** Says what stands in the way of a conditional write; any other refusal is said with the phrase. @throws {CommandFailure} */
async function unlessConflicting<Value>(
  phrase: string,
  expected: number | undefined,
  answer: Promise<Value>,
): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) return orFail(phrase, Promise.reject(error));
    const present = parseJson(error.body);
    const index = isObject(present) ? textOf(present.ModifyIndex) : "another one";
    throw new CommandFailure(
      `${phrase}: it was to have the index ${expected}, but its index is ${index}. To write it all the same, use -force or -check-index ${index}.`,
    );
  }
}
