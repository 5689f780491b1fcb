import type { DeploymentUpdateResponse, NomadApi, Query } from "../../api/nomadApi.js";
import { type Command, defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { findDeployment } from "../find/findDeployment.js";
import { toggle } from "../flags.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { quote } from "../text/quote.js";
import { idLength } from "../text/shortId.js";

/** A write on a deployment that says what it did before its evaluation is followed. Spec 06 §6.2. */
interface DeploymentWrite {
  readonly verb: string;
  readonly about: string;
  /** `failing` in "Error failing deployment". */
  readonly doing: string;
  /** `failed` in "Deployment … failed". */
  readonly done: string;
  write(api: NomadApi, deploymentId: string, query: Query): Promise<DeploymentUpdateResponse>;
}

/** `nomad deployment fail`. */
export const deploymentFail = writeCommand({
  verb: "fail",
  about: "Fail a deployment.",
  doing: "failing",
  done: "failed",
  write: (api, deploymentId, query) => api.failDeployment(deploymentId, query),
});

/** `nomad deployment pause`: creates no evaluation, so there is nothing to follow. */
export const deploymentPause = writeCommand({
  verb: "pause",
  about: "Pause a deployment.",
  doing: "pausing",
  done: "paused",
  write: (api, deploymentId, query) => api.pauseDeployment(deploymentId, true, query),
});

/** `nomad deployment resume`. */
export const deploymentResume = writeCommand({
  verb: "resume",
  about: "Let a paused deployment go on.",
  doing: "resuming",
  done: "resumed",
  write: (api, deploymentId, query) => api.pauseDeployment(deploymentId, false, query),
});

/** `nomad deployment unblock`: an ordinary deployment is accepted and nothing happens (spec 02 §15). */
export const deploymentUnblock = writeCommand({
  verb: "unblock",
  about: "Let a deployment go on that waits for another region.",
  doing: "unblocking",
  done: "unblocked",
  write: (api, deploymentId, query) => api.unblockDeployment(deploymentId, query),
});

function writeCommand({ verb, about, doing, done, write }: DeploymentWrite): Command {
  const verbose = toggle("Long IDs.");
  const detach = toggle("Return at once instead of following the evaluation.");
  const hasEvaluation = verb !== "pause";
  return defineCommand({
    path: `deployment ${verb}`,
    synopsis: `deployment ${verb} [options] <deployment id>`,
    about,
    usage: ["This command takes one argument: <deployment id>"],
    flags: hasEvaluation ? { detach, verbose } : { verbose },
    async run(invocation, { flags, args }) {
      const [argument] = args;
      if (argument === undefined || args.length > 1) return invocation.reportUsage();
      const { api, query, ui } = invocation;
      const deployment = await findDeployment(invocation, argument, idLength(flags.verbose));
      const response = await orFail(`Error ${doing} deployment`, write(api, deployment.ID, query));
      ui.output(`Deployment ${quote(deployment.ID)} ${done}${revertText(response)}`);
      return followEvaluation(invocation, response.EvalID, {
        detach: "detach" in flags && flags.detach === true,
        verbose: flags.verbose,
      });
    },
  });
}

function revertText({ RevertedJobVersion }: DeploymentUpdateResponse): string {
  return RevertedJobVersion === null || RevertedJobVersion === undefined
    ? ""
    : `. Auto-reverted to job version ${RevertedJobVersion}.`;
}

async function followEvaluation(
  invocation: Invocation,
  evaluationId: string,
  flags: { readonly detach: boolean; readonly verbose: boolean },
): Promise<number> {
  const { ui, style } = invocation;
  if (evaluationId === "") return 0;
  if (!flags.detach) {
    ui.output("");
    return monitorEvaluation(invocation, evaluationId, idLength(flags.verbose));
  }
  if (style.namesDetachedEvaluation) ui.output(`Evaluation ID: ${evaluationId}`);
  return 0;
}
