import { ApiError } from "../api/nomadApi.js";
import { fromNanoseconds } from "../api/objects/nanoseconds.js";
import type { NodeDescription } from "../model/nodeDescription.js";
import type { Milliseconds } from "../model/time.js";
import { parseGoDuration } from "../model/time.js";
import type { ClusterStart } from "./agent.js";
import type { RequestMembers } from "./requestMembers.js";

const resetNames = ["Nodes", "Latency", "Now", "Seed", "ACL", "Clock", "HeartbeatGrace", "MinHeartbeatTTL"];
const nodeNames = ["Name", "Datacenter", "NodeClass", "NodePool", "Meta", "CPU", "MemoryMB"];

/** A cluster cannot be started with more clients than this. */
const maxNodes = 10_000;

/**
 * The cluster that a reset asks for; what it leaves out is as the agent was started. Spec 08.
 *
 * @throws {ApiError} 400 for unknown members, two nodes of one name, resources that are not above zero, and other nonsense.
 */
export function readReset(members: RequestMembers, start: ClusterStart): ClusterStart {
  refuseStrangers(members, resetNames, "A reset");
  if (members.flag("ACL") === true) throw new ApiError(400, "ACLs are not simulated yet");
  const now = members.nanoseconds("Now");
  return {
    nodes: readNodes(members) ?? start.nodes,
    latency: readChoice(members, "Latency", ["instant", "realistic"] as const) ?? start.latency,
    now: now === undefined ? start.now : Math.floor(fromNanoseconds(now)),
    seed: members.integer("Seed") ?? start.seed,
    clock: readChoice(members, "Clock", ["manual", "real"] as const) ?? start.clock,
    heartbeatGraceMs: readDuration(members, "HeartbeatGrace") ?? start.heartbeatGraceMs,
    minHeartbeatTtlMs: readDuration(members, "MinHeartbeatTTL") ?? start.minHeartbeatTtlMs,
  };
}

function readNodes(members: RequestMembers): readonly NodeDescription[] | undefined {
  const given = members.objects("Nodes");
  if (given === undefined) return undefined;
  if (given.length > maxNodes) throw new ApiError(400, `At most ${maxNodes} nodes can be simulated.`);
  const nodes = given.map(readNode);
  const names = new Set<string>();
  for (const { name } of nodes) {
    if (names.has(name)) throw new ApiError(400, `Two nodes are called "${name}".`);
    names.add(name);
  }
  return nodes;
}

function readNode(members: RequestMembers): NodeDescription {
  refuseStrangers(members, nodeNames, "A node");
  const name = members.text("Name") ?? "";
  if (name === "") throw new ApiError(400, "A node needs a Name.");
  return {
    name,
    datacenter: members.text("Datacenter") || undefined,
    nodeClass: members.text("NodeClass"),
    nodePool: members.text("NodePool") || undefined,
    meta: members.textMap("Meta"),
    cpu: readAmount(members, "CPU", name),
    memoryMb: readAmount(members, "MemoryMB", name),
  };
}

function readAmount(members: RequestMembers, what: string, node: string): number | undefined {
  const amount = members.integer(what);
  if (amount !== undefined && amount <= 0) throw new ApiError(400, `${what} of node "${node}" must be above zero.`);
  return amount;
}

function readDuration(members: RequestMembers, name: string): Milliseconds | undefined {
  const text = members.text(name);
  if (text === undefined) return undefined;
  const duration = parseGoDuration(text);
  if (duration === undefined || duration < 0) throw new ApiError(400, `${name}: "${text}" is no duration such as 10s.`);
  return duration;
}

/** One of a few words. */
export function readChoice<Choice extends string>(
  members: RequestMembers,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = members.text(name);
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined)
    throw new ApiError(400, `${name} is ${choices.map((each) => `"${each}"`).join(" or ")}, not "${text}".`);
  return choice;
}

/** Coalmine's own endpoints take no member that they do not know: a typing error would go unnoticed. */
export function refuseStrangers(members: RequestMembers, known: readonly string[], what: string): void {
  const stranger = members.names.find((name) => !known.some((each) => each.toLowerCase() === name.toLowerCase()));
  if (stranger !== undefined) throw new ApiError(400, `${what} has no "${stranger}"; it has ${known.join(", ")}.`);
}
