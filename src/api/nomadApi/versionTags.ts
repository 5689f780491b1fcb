import type { Query } from "../nomadApi.js";
import type { Nanoseconds } from "../objects/nanoseconds.js";

export interface VersionTagResponse {
  readonly Name: string;
  readonly Description: string;
  readonly TaggedTime: Nanoseconds;
  readonly Index: number;
}

/** Names for versions of a job (spec 05 §8.5). */
export interface VersionTagsApi {
  tagJobVersion(
    jobId: string,
    name: string,
    /** With `Latest` the current version is meant, and `Version` is 0. */
    request: { readonly Version: number; readonly Latest: boolean; readonly Description: string },
    query?: Query,
  ): Promise<VersionTagResponse>;
  untagJobVersion(jobId: string, name: string, query?: Query): Promise<VersionTagResponse>;
}
