import { jobDiff } from "../../jobspec/diff/jobDiff.js";
import type { Job } from "../../model/job.js";
import { ApiError, type JobVersionsOptions } from "../nomadApi.js";
import type { ApiJobDiff } from "../objects/jobDiff.js";

/**
 * How each version of a job differs from the one before it, or all from a named one. Spec 07 §9.4.
 *
 * @param versions Newest first.
 * @throws {ApiError} when there is no version of that number or tag.
 */
export function versionDiffs(versions: readonly Job[], options: JobVersionsOptions): readonly ApiJobDiff[] | null {
  const base = namedVersion(versions, options);
  const diffs =
    base === undefined
      ? versions.slice(0, -1).map((version, place) => jobDiff(versions[place + 1], version))
      : versions.map((version) => jobDiff(base, version));
  return diffs.length === 0 ? null : diffs;
}

function namedVersion(versions: readonly Job[], { diffTag, diffVersion }: JobVersionsOptions): Job | undefined {
  if (diffTag !== undefined) {
    return versions.find(({ versionTag }) => versionTag?.name === diffTag) ?? missing(`tag "${diffTag}" not found`);
  }
  if (diffVersion === undefined) return undefined;
  return versions.find(({ version }) => version === diffVersion) ?? missing(`version ${diffVersion} not found`);
}

function missing(what: string): never {
  throw new ApiError(500, what);
}
