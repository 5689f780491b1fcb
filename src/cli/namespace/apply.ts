import { ApiError } from "../../api/nomadApi.js";
import type { ApiNamespace } from "../../api/objects/namespace.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, describeError, orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { readFileOrInput } from "../input.js";
import { quote } from "../text/quote.js";
import { namespaceOfHcl, namespaceOfJson, newNamespace } from "./specification.js";

interface ApplyWishes {
  readonly description: string;
  readonly quota: string;
  readonly json: boolean;
}

/** `nomad namespace apply`: makes a namespace or changes one. Spec 06 §6.10. */
export const namespaceApply = defineCommand({
  path: "namespace apply",
  synopsis: "namespace apply [options] <input>",
  about: "Make a namespace or change one: by its name, or as a file says.",
  usage: ["This command takes one argument: <input>"],
  flags: {
    description: text("What it is for."),
    quota: text("Its quota."),
    json: toggle("The file holds JSON, not HCL."),
  },
  async run(invocation, { flags, given, args }) {
    const [input] = args;
    if (input === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const source = await sourceOf(invocation, input);
    const namespace =
      source === undefined
        ? await changed(invocation, input, flags, given)
        : await parsed(source, input === "-" ? "stdin" : input, flags);
    await orFail("Error applying namespace", api.applyNamespace(namespace, query));
    ui.output(`Successfully applied namespace ${quote(namespace.Name)}!`);
    return 0;
  },
});

/** The text of the file of that name, or of standard input; undefined when the argument is a namespace's name. */
async function sourceOf({ context }: Invocation, input: string): Promise<string | undefined> {
  try {
    return await readFileOrInput(context, input);
  } catch {
    return undefined;
  }
}

async function parsed(source: string, fileName: string, { json }: ApplyWishes): Promise<ApiNamespace> {
  try {
    const text = { source, fileName };
    return json ? namespaceOfJson(text) : await namespaceOfHcl(text);
  } catch (error) {
    throw new CommandFailure(`Error parsing namespace specification: ${describeError(error)}`);
  }
}

/** The namespace as it is, or a new one, with what the flags say. */
async function changed(
  { api, query }: Invocation,
  name: string,
  { description, quota }: ApplyWishes,
  given: ReadonlySet<string>,
): Promise<ApiNamespace> {
  const present = await orFail("Error looking up namespace", presentOf(api.readNamespace(name, query)));
  const { Hash: _, ...namespace } = present ?? newNamespace(name);
  return {
    ...namespace,
    ...(given.has("description") ? { Description: description } : {}),
    ...(given.has("quota") ? { Quota: quota } : {}),
  };
}

async function presentOf(answer: Promise<{ readonly value: ApiNamespace }>): Promise<ApiNamespace | undefined> {
  try {
    return (await answer).value;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
