import type { GivenValues } from "./assignments.js";
import type { Declaration } from "./declaration.js";

/** The values of variables as a submission keeps them. Spec 05 §6.7. */
export interface SubmittedVariables {
  /** Values of simple types from the command line and the environment. */
  readonly flags: Readonly<Record<string, string>>;
  /** The files of variables one after the other, and values of other types. */
  readonly content: string;
}

export function submittedVariables(declarations: readonly Declaration[], given: GivenValues): SubmittedVariables {
  const types = new Map(declarations.map(({ name, type }) => [name, type]));
  const flags: Record<string, string> = {};
  const content = given.files.map(({ source }) => source.text);
  for (const [name, word] of [...given.environment, ...given.flags]) {
    if (!types.has(name)) continue;
    const type = types.get(name);
    if (type === undefined || typeof type === "string") flags[name] = word;
    else content.push(`${name} = ${word}`);
  }
  return { flags, content: content.join("\n") };
}
