import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { toggle } from "../flags.js";

const hclExample = `node_pool "example" {
  description = "Say here what the nodes of this pool have in common."

  meta {
    environment = "test"
  }
}
`;

const jsonExample = `{
  "Name": "example",
  "Description": "Say here what the nodes of this pool have in common.",
  "Meta": {
    "environment": "test"
  }
}
`;

/** `nomad node pool init`: writes the example of a specification that `node pool apply` takes. */
export const nodePoolInit = defineCommand({
  path: "node pool init",
  synopsis: "node pool init <filename>",
  about: "Write an example of a node pool's specification.",
  usage: ["This command takes no arguments or one: <filename>"],
  flags: {
    json: toggle("Write JSON, not HCL."),
    quiet: toggle("Say nothing."),
  },
  async run(invocation, { flags, args }) {
    if (args.length > 1) return invocation.reportUsage();
    const { files } = invocation.context;
    const path = args[0] ?? (flags.json ? "pool.nomad.json" : "pool.nomad.hcl");
    if (files.write === undefined) throw new CommandFailure("Files cannot be written here");
    if (await exists(files.read(path))) throw new CommandFailure(`File "${path}" already exists`);
    await orFail(`Failed to write "${path}"`, files.write(path, flags.json ? jsonExample : hclExample));
    if (!flags.quiet) invocation.ui.output(`Example node pool specification written to ${path}`);
    return 0;
  },
});

async function exists(reading: Promise<string>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch {
    return false;
  }
}
