import type { ApiDeployment } from "../../api/objects/deployment.js";
import { deploymentBlock } from "../blocks/deployed.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { findDeployment } from "../find/findDeployment.js";
import { duration, text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { monitorDeployment } from "../monitor/deploymentMonitor.js";
import { deploymentType } from "../shapes/clientTypes.js";
import { quote } from "../text/quote.js";
import { idLength as lengthOfIds, shortId } from "../text/shortId.js";
import { listDeployments } from "./list.js";

/** `nomad deployment status`: one deployment, once or until it has ended. Spec 06 §6.6. */
export const deploymentStatus = defineCommand({
  path: "deployment status",
  synopsis: "deployment status [options] [<deployment id>]",
  about: "Show a deployment.",
  usage: ["This command takes one argument: <deployment id>"],
  flagsOf2017: ["verbose", "json", "t"],
  flags: {
    verbose: toggle("Long IDs."),
    json: toggle("Print JSON."),
    monitor: toggle("Go on showing it until it has ended."),
    wait: duration("How long to wait for a change before showing it again, with -monitor.", 2_000),
    t: text("Print by a Go template."),
    ui: toggle("Open the web UI as well."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (args.length > 1 || (argument === undefined && !invocation.style.listsDeployments))
      return invocation.reportUsage();
    if (argument === undefined) return listDeployments(invocation, flags);
    if (flags.monitor && (flags.json || flags.t !== "")) {
      throw new CommandFailure("The monitor flag cannot be used with the '-json' or '-t' flags");
    }
    const { ui, style, context } = invocation;
    const idLength = lengthOfIds(flags.verbose);
    const deployment = await findDeployment(invocation, argument, idLength);
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(deployment, deploymentType));
      return 0;
    }
    if (flags.monitor) await watch(invocation, deployment, idLength, flags.wait);
    else ui.output(ui.colourise(deploymentBlock(deployment, { style, pins: context.pins, idLength })));
    await invocation.showHint("View all deployments for this job", `/jobs/${deployment.JobID}/deployments`);
    if (flags.monitor && style.showsHints) ui.warn("");
    return 0;
  },
});

/** Shows the deployment from its next change on. */
async function watch(invocation: Invocation, { ID }: ApiDeployment, idLength: number, waitMs: number): Promise<void> {
  const { api, ui, style, query } = invocation;
  const { index } = await orFail("Error retrieving deployment", api.readDeployment(ID, query));
  ui.output(`${style.formatTimestamp(invocation.now())}: Monitoring deployment ${quote(shortId(ID, idLength))}`);
  await monitorDeployment(invocation, ui, ID, { idLength, index, waitMs });
}
