import type { CommandFiles } from "../context.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, describeError, passInterruption } from "../failure.js";
import { text, toggle } from "../flags.js";
import { connectExampleJob, exampleJob, shortExampleJob } from "./exampleJob.js";

const defaultPath = "example.nomad.hcl";

/** `nomad job init`: writes an example of a job file. Spec 06 §6.5. */
export const jobInit = defineCommand({
  path: "job init",
  synopsis: "job init [options] [filename]",
  about: "Write an example of a job file.",
  usage: ["This command takes no arguments or one: <filename>"],
  flags: {
    short: toggle("Without explanations."),
    connect: toggle("An example of Consul's service mesh."),
    template: text("A template that is kept in a variable; not simulated."),
    "list-templates": toggle("The templates that are kept in variables; not simulated."),
  },
  async run(invocation, { flags, args }) {
    if (args.length > 1) return invocation.reportUsage();
    if (flags["list-templates"]) throw new CommandFailure('"nomad job init -list-templates" is not simulated');
    if (flags.template !== "") throw new CommandFailure('"nomad job init -template" is not simulated');
    const path = args[0] ?? defaultPath;
    const { ui, context } = invocation;
    if (await exists(context.files, path)) throw new CommandFailure(`Job '${path}' already exists`);
    await write(context.files, path, exampleOf(flags));
    ui.output(`Example job file written to ${path}`);
    return 0;
  },
});

function exampleOf({ short, connect }: { readonly short: boolean; readonly connect: boolean }): string {
  if (connect) return connectExampleJob;
  return short ? shortExampleJob : exampleJob;
}

async function exists(files: CommandFiles, path: string): Promise<boolean> {
  try {
    await files.read(path);
    return true;
  } catch (error) {
    passInterruption(error);
    return false;
  }
}

async function write(files: CommandFiles, path: string, source: string): Promise<void> {
  try {
    if (files.write === undefined) throw new Error("files cannot be written here");
    await files.write(path, source);
  } catch (error) {
    throw new CommandFailure(`Failed to write '${path}': ${describeError(error)}`);
  }
}
