import type { Simulator } from "../../cluster/simulator.js";
import type { OutsideAction } from "../../model/action.js";
import { mergedMetadata, staticMetadata } from "../../model/nodeMetadata.js";
import type { Done } from "../../model/step.js";
import type { World } from "../../model/world.js";
import type { NodeMetadataResponse, NodeUpdateResponse, NodeWritesApi } from "../nomadApi/nodes.js";
import { ApiError } from "../nomadApi.js";
import { fromNanoseconds } from "../objects/nanoseconds.js";
import { performRequest } from "./requests.js";

/** What is written to nodes and their clients, straight on a simulated cluster. */
export function nodeWrites(simulator: Simulator): NodeWritesApi {
  const write = (action: OutsideAction) => nodeUpdate(performRequest(simulator, action));
  return {
    drainNode: async (nodeId, { DrainSpec, MarkEligible, Meta }) => {
      const drain =
        DrainSpec === null
          ? undefined
          : { deadlineMs: fromNanoseconds(DrainSpec.Deadline), ignoreSystemJobs: DrainSpec.IgnoreSystemJobs };
      return write({ kind: "drain-node", nodeId, drain, markEligible: MarkEligible, meta: Meta });
    },
    setNodeEligibility: async (nodeId, isEligible) =>
      write({ kind: "set-node-eligibility", nodeId, eligibility: isEligible ? "eligible" : "ineligible" }),
    readNodeMetadata: async (nodeId) => metadataOf(simulator.world, nodeId),
    applyNodeMetadata: async (nodeId, meta) => {
      if (nodeId === "") throw noLocalNode();
      write({ kind: "set-node-metadata", nodeId, meta });
      return metadataOf(simulator.world, nodeId);
    },
  };
}

function nodeUpdate(done: Done): NodeUpdateResponse {
  return {
    NodeModifyIndex: done.nodeModifyIndex ?? 0,
    EvalIDs: done.evaluationIds ?? null,
    EvalCreateIndex: done.evalCreateIndex ?? 0,
    Index: done.index ?? 0,
  };
}

/** Spec 07 §15 for the refusals. */
function metadataOf(world: World, nodeId: string): NodeMetadataResponse {
  if (nodeId === "") throw noLocalNode();
  const node = world.nodes.get(nodeId);
  if (node === undefined) throw new ApiError(404, `Unknown node ${nodeId}`);
  const metadata = world.nodeMetadata.get(nodeId) ?? staticMetadata(node);
  return { Meta: mergedMetadata(metadata), Dynamic: metadata.dynamic, Static: metadata.static };
}

function noLocalNode(): ApiError {
  return new ApiError(400, "No local Node and node_id not provided");
}
