import type { Allocation } from "../../../model/allocation.js";
import type { Job } from "../../../model/job.js";
import type { Node } from "../../../model/node.js";
import type { ComparableResources } from "../../../model/resources.js";
import { comparableResources } from "../../../model/resources.js";
import { capacityOf, coversCores, usableCores } from "../capacity.js";
import { sumOf } from "../fit.js";
import { allocationsOfOthers, byAge, preemptible } from "./candidates.js";
import type { Need } from "./distance.js";
import { distanceOf } from "./distance.js";

/**
 * Whom to evict so that CPU, cores, memory and disk cover the ask; nobody if that is impossible. Lower priorities go
 * first, and among equals those that are nearest to what is still needed. Spec 03 §12.2.
 */
export function victimsForResources(
  node: Node,
  job: Job,
  proposed: readonly Allocation[],
  ask: ComparableResources,
): readonly Allocation[] {
  const others = allocationsOfOthers(proposed, job);
  // The job's own allocations are not taken off: a node full of them may look free, as in Nomad.
  const free = freeBeside(node, others);
  const chosen = chosenUntilCovered(others, job.priority, free, ask);
  return chosen === undefined ? [] : sparingSurplus(chosen, free, ask);
}

interface Free {
  readonly cpu: number;
  readonly memoryMb: number;
  readonly diskMb: number;
  readonly cores: readonly number[];
}

function freeBeside(node: Node, others: readonly Allocation[]): Free {
  const capacity = capacityOf(node);
  const used = sumOf(others);
  return {
    cpu: capacity.cpu - used.cpu,
    memoryMb: capacity.memoryMb - used.memoryMb,
    diskMb: capacity.diskMb - used.diskMb,
    cores: usableCores(node).filter((core) => !used.cores.includes(core)),
  };
}

function chosenUntilCovered(
  others: readonly Allocation[],
  priority: number,
  free: Free,
  ask: ComparableResources,
): readonly Allocation[] | undefined {
  const chosen: Allocation[] = [];
  let available = free;
  let need: Need = ask;
  for (const group of byAscendingPriority(others.filter((other) => preemptible(other, priority)))) {
    const rest = [...group];
    while (rest.length > 0) {
      const nearest = nearestTo(need, rest);
      rest.splice(rest.indexOf(nearest), 1);
      chosen.push(nearest);
      const held = comparableResources(nearest.resources);
      available = plus(available, held);
      need = {
        cpu: need.cpu - held.cpu,
        memoryMb: need.memoryMb - held.memoryMb,
        diskMb: need.diskMb - held.diskMb,
      };
      if (covers(available, ask)) return chosen;
    }
  }
  return undefined;
}

/** The largest first, until they are enough. */
function sparingSurplus(chosen: readonly Allocation[], free: Free, ask: ComparableResources): readonly Allocation[] {
  const farthestFirst = [...chosen].sort((a, b) => distanceOf(ask, b) - distanceOf(ask, a) || byAge(a, b));
  let available = free;
  for (const [i, allocation] of farthestFirst.entries()) {
    available = plus(available, comparableResources(allocation.resources));
    if (covers(available, ask)) return farthestFirst.slice(0, i + 1);
  }
  return farthestFirst;
}

function byAscendingPriority(allocations: readonly Allocation[]): readonly (readonly Allocation[])[] {
  const groups = new Map<number, Allocation[]>();
  for (const allocation of [...allocations].sort(byAge)) {
    const group = groups.get(allocation.job.priority) ?? [];
    group.push(allocation);
    groups.set(allocation.job.priority, group);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** @param from In the order that decides ties; not empty. */
function nearestTo(need: Need, from: readonly Allocation[]): Allocation {
  return from.reduce((best, each) => (distanceOf(need, each) < distanceOf(need, best) ? each : best));
}

function plus(free: Free, held: ComparableResources): Free {
  return {
    cpu: free.cpu + held.cpu,
    memoryMb: free.memoryMb + held.memoryMb,
    diskMb: free.diskMb + held.diskMb,
    cores: [...free.cores, ...held.cores],
  };
}

function covers(free: Free, ask: ComparableResources): boolean {
  if (free.cpu < ask.cpu || free.memoryMb < ask.memoryMb || free.diskMb < ask.diskMb) return false;
  return coversCores(free.cores, ask.cores);
}
