import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { type FoundJob, findJob } from "../find/findJob.js";
import { text } from "../flags.js";
import { parseUnsigned } from "../parseUnsigned.js";
import { quote } from "../text/quote.js";

const usage = ["This command takes one argument: <job>"];
const phrase = "Error tagging job version";

/** `nomad job tag apply`: gives a version of a job a name. Spec 06 §6.5, 05 §8.5. */
export const jobTagApply = defineCommand({
  path: "job tag apply",
  synopsis: "job tag apply [options] <job>",
  about: "Give a version of a job a name.",
  usage,
  flags: {
    name: text("What the version is to be called."),
    description: text("What there is to know of it."),
    version: text("The version; without it the current one."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const missing = missingName(argument, flags.name);
    if (missing !== undefined) return invocation.reportUsage(missing);
    const { ui, api, query } = invocation;
    const given = flags.version === "" ? undefined : parseUnsigned("Error parsing version value", flags.version);
    const found = await findJob(invocation, argument);
    const Version = given ?? (await currentVersion(invocation, found));
    const request = { Version, Latest: false, Description: flags.description };
    await orFail(phrase, api.tagJobVersion(found.id, flags.name, request, query));
    ui.output(`Job version ${Version} tagged with name ${quote(flags.name)}`);
    return 0;
  },
});

/** `nomad job tag unset`: takes the name away. */
export const jobTagUnset = defineCommand({
  path: "job tag unset",
  synopsis: "job tag unset -name <name> <job>",
  about: "Take a version's name away.",
  usage,
  flags: {
    name: text("The name to take away."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const missing = missingName(argument, flags.name);
    if (missing !== undefined) return invocation.reportUsage(missing);
    const { ui, api, query } = invocation;
    const { id } = await findJob(invocation, argument);
    await orFail(phrase, api.untagJobVersion(id, flags.name, query));
    ui.output(`Tag ${quote(flags.name)} removed from job ${quote(argument)}`);
    return 0;
  },
});

function missingName(job: string, tag: string): string | undefined {
  if (job === "") return "A job name is required";
  return tag === "" ? "A version tag name is required" : undefined;
}

async function currentVersion({ api }: Invocation, { id, query }: FoundJob): Promise<number> {
  return (await orFail(phrase, api.readJob(id, query))).value.Version;
}
