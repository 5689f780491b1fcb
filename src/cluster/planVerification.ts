import type { Allocation } from "../model/allocation.js";
import { groupOf, terminal } from "../model/allocation.js";
import type { Node } from "../model/node.js";
import type { Plan, PlannedPreemption, PlannedStop, PlannedUpdate } from "../model/plan.js";
import { usageOfNode } from "../model/snapshot.js";
import { noDisconnectBlock } from "../model/taskGroup.js";
import type { World } from "../model/world.js";
import { allocationsFit } from "../scheduler/placement/fit.js";

/** What a plan does on one node: accepted or rejected as a whole (spec 03 §5.2). */
export interface NodePart {
  readonly nodeId: string;
  readonly stops: PlannedStop[];
  readonly updates: PlannedUpdate[];
  readonly placements: Allocation[];
  readonly preemptions: PlannedPreemption[];
}

/** The plan, node by node, in the order in which it names them. */
export function partsOf(plan: Plan): readonly NodePart[] {
  const parts = new Map<string, NodePart>();
  const part = (nodeId: string): NodePart => {
    const known = parts.get(nodeId);
    if (known !== undefined) return known;
    const made: NodePart = { nodeId, stops: [], updates: [], placements: [], preemptions: [] };
    parts.set(nodeId, made);
    return made;
  };
  for (const stop of plan.stops) part(stop.nodeId).stops.push(stop);
  for (const update of plan.updates) part(update.allocation.nodeId).updates.push(update);
  for (const placement of plan.placements) part(placement.nodeId).placements.push(placement);
  for (const preemption of plan.preemptions) parts.get(preemption.nodeId)?.preemptions.push(preemption);
  return [...parts.values()];
}

/**
 * Whether the node still takes its part, against the state of now; the first matching row of the table in spec 03 §5.1.
 *
 * @returns Undefined if it does, else why not, in Nomad's words.
 */
export function rejection(world: World, part: NodePart): string | undefined {
  const planned = [...part.updates.map((update) => update.allocation), ...part.placements];
  if (planned.length === 0) return undefined;
  const node = world.nodes.get(part.nodeId);
  if (node === undefined) return "node does not exist";
  if (node.status === "disconnected") {
    const allUnknown = planned.every((allocation) => allocation.clientStatus === "unknown");
    return allUnknown ? undefined : "node is disconnected and contains invalid updates";
  }
  if (node.status === "down") {
    return planned.every(allowedOnDownNode) ? undefined : "node is down and contains invalid updates";
  }
  if (node.status !== "ready") return "node is not ready for placements";
  if (planned.every((allocation) => stillRuns(world, allocation))) return undefined;
  if (!node.eligible || node.drain !== undefined) return "node is not eligible";
  return misfit(world, node, part, planned);
}

function allowedOnDownNode(allocation: Allocation): boolean {
  if (allocation.clientStatus === "lost") return true;
  const disconnect = groupOf(allocation)?.disconnect ?? noDisconnectBlock;
  return allocation.clientStatus === "unknown" && !disconnect.replace;
}

/** A pure in-place change: resources are not checked again, eligibility is ignored (row 6). */
function stillRuns(world: World, allocation: Allocation): boolean {
  const stored = world.allocations.get(allocation.id);
  return stored !== undefined && stored.nodeId === allocation.nodeId && !terminal(stored);
}

/** Unlike the scheduler, allocations that were told to stop no longer count here, even while they run (row 8). */
function misfit(world: World, node: Node, part: NodePart, planned: readonly Allocation[]): string | undefined {
  const leaving = new Set([
    ...part.stops.map((stop) => stop.allocationId),
    ...part.preemptions.map((preemption) => preemption.allocationId),
    ...planned.map((allocation) => allocation.id),
  ]);
  const staying = usageOfNode(world, node.id).live.filter(
    (allocation) => !terminal(allocation) && !leaving.has(allocation.id),
  );
  const verdict = allocationsFit(node, [...staying, ...planned], { checkPorts: true });
  return verdict.fits ? undefined : verdict.dimension;
}
