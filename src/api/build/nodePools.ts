import type { NodePool } from "../../model/nodePool.js";
import { toNanoseconds } from "../objects/nanoseconds.js";
import type { ApiNodePool } from "../objects/nodePool.js";
import { contentHash } from "./contentHash.js";

/** `/v1/node/pool/:name`. Spec 07 §17.4. */
export function nodePoolObject(pool: NodePool): ApiNodePool {
  const { name, description, meta, identityTtlMs } = pool;
  return {
    Name: name,
    Description: description,
    Meta: Object.keys(meta).length === 0 ? null : meta,
    SchedulerConfiguration: null,
    NodeIdentityTTL: toNanoseconds(identityTtlMs),
    Hash: pool.isApplied ? contentHash([name, description, meta, identityTtlMs]) : null,
    CreateIndex: pool.createIndex,
    ModifyIndex: pool.modifyIndex,
  };
}
