import type { Allocation } from "../../model/allocation.js";
import type { AllocatedResources } from "../../model/resources.js";
import { comparableResources } from "../../model/resources.js";
import type { Allotment, AllotmentFailure } from "./allotment.js";
import { allot } from "./allotment.js";
import { firstExhausted } from "./capacity.js";
import { sumOf } from "./fit.js";
import type { GroupAsk } from "./groupAsk.js";
import type { NodeView } from "./nodeView.js";
import { portsInUse, reservedTrouble } from "./portsInUse.js";
import { victimsForDevice } from "./preemption/devices.js";
import { victimsForPorts } from "./preemption/ports.js";
import { victimsForResources } from "./preemption/resources.js";
import { binpackScore } from "./score/binpack.js";

/** How one more allocation of a group fits on a node, as the node stands now. */
export interface NodeFit {
  /** Why it does not. */
  readonly exhausted: string | undefined;
  /** It does not, and nobody is told. */
  readonly dropped: boolean;
  readonly binpack: number;
  readonly deviceScore: number | undefined;
  readonly victims: readonly Allocation[];
  /** Undefined where it does not fit. Dynamic ports are only known to exist; they are drawn for the chosen node. */
  readonly resources: AllocatedResources | undefined;
}

/** How the fit stage weighs and what it may do. */
export interface FitRules {
  readonly algorithm: "binpack" | "spread";
  readonly preempt: boolean;
}

const noVictims: readonly Allocation[] = [];

/**
 * The fit stage for one node: ports, devices and cores first, then the fit test, then the bin-pack score. With
 * preemption each of them may cost other jobs their allocations. Spec 03 §10.5, §12.
 */
export function fitOn(view: NodeView, ask: GroupAsk, rules: FitRules): NodeFit {
  if (ask.plain === undefined) return fitDemanding(view, ask, rules);
  const trouble = view.portsHeld ? portsInUse(view.node, view.occupants).trouble : reservedTrouble(view.node);
  if (trouble !== undefined) return exhausted(trouble);
  return fitTest(view, ask, rules, ask.plain, view.occupants, noVictims);
}

/** For groups with ports, devices or cores. */
function fitDemanding(view: NodeView, ask: GroupAsk, rules: FitRules): NodeFit {
  let proposed = view.occupants;
  let victims = noVictims;
  for (;;) {
    const inUse = portsInUse(view.node, view.portsHeld ? proposed : noVictims);
    if (inUse.trouble !== undefined) return exhausted(inUse.trouble);
    const allotted = allot(ask.group, view.node, proposed, inUse, ask.memoryOversubscription, undefined);
    if ("resources" in allotted) return fitTest(view, ask, rules, allotted, proposed, victims);
    const freed = rules.preempt ? victimsFor(allotted, view, ask, proposed) : noVictims;
    if (freed.length === 0) return allotted.dimension === undefined ? dropped : exhausted(allotted.dimension);
    victims = [...victims, ...freed];
    proposed = proposed.filter((allocation) => !freed.includes(allocation));
  }
}

function victimsFor(
  failure: AllotmentFailure,
  view: NodeView,
  ask: GroupAsk,
  proposed: readonly Allocation[],
): readonly Allocation[] {
  if (failure.lacks === "ports") return victimsForPorts(view.node, ask.job, ask.group, proposed);
  if (failure.lacks === undefined || failure.lacks === "cores") return noVictims;
  return victimsForDevice(view.node, ask.job, failure.lacks, proposed);
}

function fitTest(
  view: NodeView,
  ask: GroupAsk,
  rules: FitRules,
  allotment: Allotment,
  proposed: readonly Allocation[],
  victims: readonly Allocation[],
): NodeFit {
  const wanted = comparableResources(allotment.resources);
  const beside = proposed === view.occupants && !view.coresHeld ? undefined : sumOf(proposed);
  const used = {
    cpu: wanted.cpu + (beside?.cpu ?? view.usedCpu),
    memoryMb: wanted.memoryMb + (beside?.memoryMb ?? view.usedMemoryMb),
    diskMb: wanted.diskMb + (beside?.diskMb ?? view.usedDiskMb),
    cores: beside === undefined ? wanted.cores : [...wanted.cores, ...beside.cores],
  };
  const { maxAllocations } = view.node.resources;
  const dimension =
    maxAllocations > 0 && maxAllocations < proposed.length + 1
      ? "max allocation exceeded"
      : used.cores.length > 0 && new Set(used.cores).size < used.cores.length
        ? "cores"
        : firstExhausted(view.capacity, view.node, used);
  let allVictims = victims;
  if (dimension !== undefined) {
    const freed = rules.preempt ? victimsForResources(view.node, ask.job, proposed, wanted) : noVictims;
    if (freed.length === 0) return exhausted(dimension);
    allVictims = [...victims, ...freed];
  }
  return {
    exhausted: undefined,
    dropped: false,
    // The room of victims for CPU, memory and disk still counts as used here.
    binpack: binpackScore(rules.algorithm, view.capacity, used.cpu, used.memoryMb),
    deviceScore: allotment.deviceScore,
    victims: allVictims,
    resources: allotment.resources,
  };
}

function exhausted(dimension: string): NodeFit {
  return { ...dropped, exhausted: dimension, dropped: false };
}

const dropped: NodeFit = {
  exhausted: undefined,
  dropped: true,
  binpack: 0,
  deviceScore: undefined,
  victims: noVictims,
  resources: undefined,
};
