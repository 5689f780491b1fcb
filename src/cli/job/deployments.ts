import { deploymentBlock, deploymentTable } from "../blocks/deployed.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { type FoundJob, findJob } from "../find/findJob.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { deploymentType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";

const phrase = "Error retrieving deployments";

/** `nomad job deployments`: the deployments of a job. Spec 06 §6.5. */
export const jobDeployments = defineCommand({
  path: "job deployments",
  synopsis: "job deployments [options] <job>",
  about: "Show the deployments of a job.",
  usage: ["This command takes one argument: <job>"],
  flags: {
    latest: toggle("Only the latest one, in detail."),
    all: toggle("Also those of earlier jobs of the same ID."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const found = await findJob(invocation, argument);
    if (flags.latest) return showLatest(invocation, found, flags);
    const { lists, ui } = invocation;
    const deployments = await orFail(phrase, lists.jobDeployments(found.id, flags.all, found.query));
    const formatted = formattedOutput(flags);
    ui.output(
      formatted?.(deployments, { entries: deploymentType }) ?? deploymentTable(deployments, idLength(flags.verbose)),
    );
    return 0;
  },
});

async function showLatest(
  { api, ui, style, context }: Invocation,
  { id, query }: FoundJob,
  flags: { readonly json: boolean; readonly t: string; readonly verbose: boolean },
): Promise<number> {
  const { value: deployment } = await orFail(phrase, api.readLatestDeployment(id, query));
  const formatted = formattedOutput(flags);
  if (formatted !== undefined && deployment) {
    ui.output(formatted(deployment, deploymentType));
    return 0;
  }
  const view = { style, pins: context.pins, idLength: idLength(flags.verbose) };
  ui.output(deployment ? ui.colourise(deploymentBlock(deployment, view)) : "No deployment found");
  return 0;
}
