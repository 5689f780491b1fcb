import type { Answer, Query } from "../nomadApi.js";
import type { JobListStub } from "../objects/job.js";
import type { NodeListStub } from "../objects/node.js";
import type { ApiNodePool, NodePoolSpecification } from "../objects/nodePool.js";

/** Node pools, and what is in them (spec 07 §8.2). */
export interface NodePoolApi {
  listNodePools(query?: Query): Promise<Answer<readonly ApiNodePool[]>>;
  readNodePool(name: string, query?: Query): Promise<Answer<ApiNodePool>>;
  listNodePoolNodes(name: string, query?: Query): Promise<Answer<readonly NodeListStub[]>>;
  listNodePoolJobs(name: string, query?: Query): Promise<Answer<readonly JobListStub[]>>;
  applyNodePool(pool: NodePoolSpecification, query?: Query): Promise<void>;
  deleteNodePool(name: string, query?: Query): Promise<void>;
}
