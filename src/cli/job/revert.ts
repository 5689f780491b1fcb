import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { toggle } from "../flags.js";
import { settleEvaluation } from "../monitor/settleEvaluation.js";

const phrase = "Error retrieving job versions";

/** `nomad job revert`: registers an older version of a job once more. Spec 06 §6.2. */
export const jobRevert = defineCommand({
  path: "job revert",
  synopsis: "job revert [options] <job> <version|tag>",
  about: "Return to an older version of a job.",
  usage: ["This command takes two arguments: <job> <version|tag>"],
  flags: {
    detach: toggle("Return at once instead of following the evaluation."),
    verbose: toggle("Long IDs."),
  },
  async run(invocation, { flags, args }) {
    const [argument, wanted] = args;
    if (argument === undefined || wanted === undefined || args.length > 2) return invocation.reportUsage();
    const JobVersion = /^\d+$/.test(wanted) ? Number(wanted) : await versionOfTag(invocation, argument, wanted);
    const { id, query } = await findJob(invocation, argument);
    const { EvalID } = await orFail(phrase, invocation.api.revertJob(id, { JobVersion }, query));
    return settleEvaluation(invocation, EvalID, flags);
  },
});

/** The version that carries a tag. The job must be named in full: its prefix is not looked up yet. */
async function versionOfTag({ api, query }: Invocation, jobId: string, tag: string): Promise<number> {
  const { value } = await orFail(phrase, api.readJobVersions(jobId, { diffs: false }, query));
  const tagged = value.Versions.find(({ VersionTag }) => VersionTag?.Name === tag);
  if (tagged === undefined) throw new CommandFailure(`${phrase}: version tag ${tag} not found for job ${jobId}`);
  return tagged.Version;
}
