/**
 * Coalmine: an in-memory Nomad cluster that you can fast-forward, rewind and break.
 *
 * This is the package's public contract and nothing more.
 */

export { inProcessApi } from "./api/inProcess.js";
export type { NomadApi } from "./api/nomadApi.js";
export { ApiError } from "./api/nomadApi.js";
export { nextTimer, pending } from "./cluster/pending.js";
export { perform } from "./cluster/perform.js";
export { advance, settle, UnsettledError } from "./cluster/settle.js";
export type { Listener } from "./cluster/simulator.js";
export { Simulator } from "./cluster/simulator.js";
export type { Cluster, ClusterOptions } from "./createCluster.js";
export { createCluster } from "./createCluster.js";
export type { Action, InsideAction, OutsideAction } from "./model/action.js";
export type { Event, EventKind } from "./model/event.js";
export type { NodeDescription } from "./model/nodeDescription.js";
export type { Done, Refusal, Result, Step } from "./model/step.js";
export type { World } from "./model/world.js";
export { emptyWorld } from "./model/world.js";
export type { CommandResult } from "./session/session.js";
export { version } from "./version.js";
