import type { VersionTagsApi } from "../nomadApi/versionTags.js";
import { toNanoseconds } from "../objects/nanoseconds.js";
import type { ApiCluster } from "./cluster.js";
import { namespaceOf } from "./query.js";

export function inProcessVersionTags({ world, request }: ApiCluster): VersionTagsApi {
  return {
    tagJobVersion: async (jobId, name, { Version: version, Latest: latest, Description: description }, query) => {
      const namespace = namespaceOf(query);
      const { index } = request({ kind: "tag-job-version", namespace, jobId, name, version, latest, description });
      const TaggedTime = toNanoseconds(world().now);
      return { Name: name, Description: description, TaggedTime, Index: index ?? 0 };
    },
    untagJobVersion: async (jobId, name, query) => {
      const { index } = request({ kind: "untag-job-version", namespace: namespaceOf(query), jobId, name });
      return { Name: "", Description: "", TaggedTime: 0n, Index: index ?? 0 };
    },
  };
}
