import { deploymentTable } from "../blocks/deployed.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { deploymentType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";

/** `nomad deployment list`: all deployments. Spec 06 §6.6. */
export const deploymentList = defineCommand({
  path: "deployment list",
  synopsis: "deployment list [options]",
  about: "Show the deployments.",
  usage: ["This command takes no arguments"],
  flags: {
    json: toggle("Print JSON."),
    filter: text("Only those for which this expression holds."),
    t: text("Print by a Go template."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    return listDeployments(invocation, flags);
  },
});

/** Prints the list; `deployment status` without an argument does the same. */
export async function listDeployments(
  { lists, query, ui }: Invocation,
  flags: { readonly json: boolean; readonly t: string; readonly verbose: boolean; readonly filter?: string },
): Promise<number> {
  const deployments = await orFail(
    "Error retrieving deployments",
    lists.deployments({ ...query, filter: flags.filter }),
  );
  const formatted = formattedOutput(flags);
  ui.output(
    formatted?.(deployments, { entries: deploymentType }) ?? deploymentTable(deployments, idLength(flags.verbose)),
  );
  return 0;
}
