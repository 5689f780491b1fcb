import type { JsonValue } from "../../api/json.js";
import type { ApiJob, JobVersions } from "../../api/objects/job.js";
import type { ApiJobDiff } from "../../api/objects/jobDiff.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { parseUnsigned } from "../parseUnsigned.js";
import { jobType } from "../shapes/clientTypes.js";
import { formatHistory } from "../text/columns.js";
import { formatJson } from "../text/json.js";
import { formatDiff } from "./diffText.js";

/** `nomad job history`: the versions of a job, newest first. Spec 06 §6.5, 05 §8.6. */
export const jobHistory = defineCommand({
  path: "job history",
  synopsis: "job history [options] <job>",
  about: "Show the versions of a job.",
  usage: ["This command takes one argument: <job>"],
  flags: {
    p: toggle("Also how each version differs from the one before it."),
    full: toggle("Also each version as a whole."),
    version: text("Only this version."),
    "diff-tag": text("Compare with the version of this tag; with -p."),
    "diff-version": text("Compare with this version; with -p."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const complaint = contradiction(flags);
    if (complaint !== undefined) throw new CommandFailure(complaint);
    const diffVersion = flags["diff-version"] === "" ? undefined : parseDiffVersion(flags["diff-version"]);
    const { id, query } = await findJob(invocation, argument);
    const diffOptions = {
      diffs: flags.p,
      ...(flags["diff-tag"] === "" ? {} : { diffTag: flags["diff-tag"] }),
      ...(diffVersion === undefined ? {} : { diffVersion }),
    };
    const { value: history } = await orFail(
      "Error retrieving job versions",
      invocation.api.readJobVersions(id, diffOptions, query),
    );
    const wanted = flags.version === "" ? undefined : parseUnsigned("Error parsing version value", flags.version);
    const chosen =
      wanted === undefined ? history.Versions : history.Versions.filter(({ Version }) => Version === wanted);
    if (chosen.length === 0) throw new CommandFailure("Error printing job history for non-existing job or job version");

    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      const [only] = chosen;
      invocation.ui.output(
        wanted !== undefined && only !== undefined ? formatted(only, jobType) : formatted(chosen, { entries: jobType }),
      );
      return 0;
    }
    const comparesWithOne = diffVersion !== undefined || flags["diff-tag"] !== "";
    const blocks = chosen.map((job) =>
      versionBlock(invocation, job, diffOf(history, job, comparesWithOne), flags.full),
    );
    invocation.ui.output(invocation.ui.colourise(blocks.join("\n\n")));
    return 0;
  },
});

interface HistoryWishes {
  readonly p: boolean;
  readonly full: boolean;
  readonly json: boolean;
  readonly t: string;
  readonly "diff-tag": string;
  readonly "diff-version": string;
}

/** What is wrong with the flags together. */
function contradiction(flags: HistoryWishes): string | undefined {
  const [tag, version] = [flags["diff-tag"] !== "", flags["diff-version"] !== ""];
  if ((flags.json || flags.t !== "") && (flags.p || flags.full)) return "-json and -t are exclusive with -p and -full";
  if ((tag || version) && !flags.p) return "-diff-tag and -diff-version can only be used with -p";
  if (tag && version) return "-diff-tag and -diff-version are mutually exclusive";
  return undefined;
}

function parseDiffVersion(word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const quoted = JSON.stringify(word);
  throw new CommandFailure(`Error parsing -diff-version: strconv.ParseUint: parsing ${quoted}: invalid syntax`);
}

/** Each version against its predecessor, or, when one to compare with was named, all against that one. */
function diffOf({ Versions, Diffs }: JobVersions, job: ApiJob, comparesWithOne: boolean): ApiJobDiff | undefined {
  const place = Versions.indexOf(job);
  if (!comparesWithOne && place === Versions.length - 1) return undefined;
  return Diffs?.[place];
}

function versionBlock({ style }: Invocation, job: ApiJob, diff: ApiJobDiff | undefined, isFull: boolean): string {
  const shownDiff = diff !== undefined && (diff.Type !== "None" || style.showsEmptyDiffs) ? diff : undefined;
  return formatHistory([
    `Version|${job.Version}`,
    `Stable|${job.Stable}`,
    `Submit Date|${style.formatTimestamp(job.SubmitTime)}`,
    ...(style.showsVersionTags ? tagRows(job) : []),
    ...(shownDiff === undefined ? [] : [`Diff|\n${formatDiff(shownDiff).trim()}`]),
    ...(isFull ? [`Full|JSON Job:\n${formatJson(job as JsonValue, jobType)}`] : []),
  ]);
}

function tagRows({ VersionTag }: ApiJob): readonly string[] {
  if (!VersionTag) return [];
  const { Name, Description } = VersionTag;
  return [`Tag Name|${Name}`, ...(Description === "" ? [] : [`Tag Description|${Description}`])];
}
