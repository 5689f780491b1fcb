import type { JsonObject } from "../../model/json.js";
import type { Query } from "../nomadApi.js";
import type { Nanoseconds } from "../objects/nanoseconds.js";

/** `PUT /v1/node/:id/drain`. */
export interface DrainRequest {
  /** Null ends the drain. A deadline below 0 forces at once, 0 waits for ever. */
  readonly DrainSpec: { readonly Deadline: Nanoseconds; readonly IgnoreSystemJobs: boolean } | null;
  readonly MarkEligible: boolean;
  readonly Meta: Readonly<Record<string, string>>;
}

export interface NodeUpdateResponse {
  readonly NodeModifyIndex: number;
  readonly EvalIDs: readonly string[] | null;
  readonly EvalCreateIndex: number;
  readonly Index: number;
}

/** `/v1/client/metadata`: what a client registers with, and where it comes from; null takes a key of the configuration away. */
export interface NodeMetadataResponse extends JsonObject {
  readonly Meta: Readonly<Record<string, string>> | null;
  readonly Dynamic: Readonly<Record<string, string | null>> | null;
  readonly Static: Readonly<Record<string, string>> | null;
}

/** What is written to nodes and their clients (spec 07 §11). */
export interface NodeWritesApi {
  drainNode(nodeId: string, request: DrainRequest, query?: Query): Promise<NodeUpdateResponse>;
  setNodeEligibility(nodeId: string, isEligible: boolean, query?: Query): Promise<NodeUpdateResponse>;
  /** @param nodeId Empty for the agent's own. */
  readNodeMetadata(nodeId: string, query?: Query): Promise<NodeMetadataResponse>;
  applyNodeMetadata(
    nodeId: string,
    meta: Readonly<Record<string, string | null>>,
    query?: Query,
  ): Promise<NodeMetadataResponse>;
}
