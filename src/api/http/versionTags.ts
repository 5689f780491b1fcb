import type { VersionTagsApi } from "../nomadApi/versionTags.js";
import { type HttpClient, segment } from "./client.js";

export function httpVersionTags({ write }: HttpClient): VersionTagsApi {
  const path = (jobId: string, name: string) => `/v1/job/${segment(jobId)}/versions/${segment(name)}/tag`;
  return {
    tagJobVersion: (jobId, name, request, query) => write("PUT", path(jobId, name), query, {}, request),
    untagJobVersion: (jobId, name, query) => write("DELETE", path(jobId, name), query),
  };
}
