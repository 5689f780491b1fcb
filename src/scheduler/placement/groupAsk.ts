import type { Job } from "../../model/job.js";
import type { DeviceAsk } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { Allotment } from "./allotment.js";
import { plainResources } from "./allotment.js";
import { CompiledConstraint } from "./feasibility/constraints.js";
import type { DistinctHosts } from "./feasibility/distinct.js";
import { distinctHostsOf } from "./feasibility/distinct.js";
import { driversOf, secretAttributesOf } from "./feasibility/drivers.js";
import type { VolumeAsk } from "./feasibility/volumes.js";
import { volumeAskOf } from "./feasibility/volumes.js";

/** One affinity, ready to be asked of many nodes. */
interface WeightedConstraint {
  readonly constraint: CompiledConstraint;
  readonly weight: number;
}

/**
 * What one group of one job version asks of a node, worked out once per attempt: nothing here depends on a node.
 * Spec 03 §6.6.
 */
export interface GroupAsk {
  readonly job: Job;
  readonly group: TaskGroup;
  readonly jobConstraints: readonly CompiledConstraint[];
  /** The group's, then each task's. */
  readonly groupConstraints: readonly CompiledConstraint[];
  readonly drivers: readonly string[];
  readonly secretAttributes: readonly string[];
  readonly devices: readonly DeviceAsk[];
  readonly volumes: VolumeAsk;
  readonly distinctHosts: DistinctHosts;
  /** The job's, the group's and each task's. */
  readonly affinities: readonly WeightedConstraint[];
  readonly affinityWeight: number;
  /** Affinities or spreads want more nodes compared (spec 03 §7.3). */
  readonly comparesMore: boolean;
  readonly memoryOversubscription: boolean;
  /** Without ports, devices and cores the same on every node; undefined otherwise. */
  readonly plain: Allotment | undefined;
  /** Some port is drawn at random. */
  readonly drawsPorts: boolean;
}

/** The asks that an attempt has worked out, by job version and group. */
export class GroupAsks {
  readonly #memoryOversubscription: boolean;
  readonly #known = new Map<Job, Map<TaskGroup, GroupAsk>>();

  constructor(memoryOversubscription: boolean) {
    this.#memoryOversubscription = memoryOversubscription;
  }

  of(job: Job, group: TaskGroup): GroupAsk {
    let ofJob = this.#known.get(job);
    if (ofJob === undefined) {
      ofJob = new Map();
      this.#known.set(job, ofJob);
    }
    let ask = ofJob.get(group);
    if (ask === undefined) {
      ask = groupAskOf(job, group, this.#memoryOversubscription);
      ofJob.set(group, ask);
    }
    return ask;
  }
}

function groupAskOf(job: Job, group: TaskGroup, memoryOversubscription: boolean): GroupAsk {
  const affinities = [...job.affinities, ...group.affinities, ...group.tasks.flatMap((task) => task.affinities)].map(
    (affinity) => ({ constraint: new CompiledConstraint(affinity), weight: affinity.weight }),
  );
  const constraints = [...group.constraints, ...group.tasks.flatMap((task) => task.constraints)];
  return {
    job,
    group,
    jobConstraints: job.constraints.map((constraint) => new CompiledConstraint(constraint)),
    groupConstraints: constraints.map((constraint) => new CompiledConstraint(constraint)),
    drivers: driversOf(group),
    secretAttributes: secretAttributesOf(group),
    devices: group.tasks.flatMap((task) => task.resources.devices),
    volumes: volumeAskOf(group),
    distinctHosts: distinctHostsOf(job, group),
    affinities,
    affinityWeight: affinities.reduce((sum, { weight }) => sum + Math.abs(weight), 0),
    comparesMore: affinities.length > 0 || job.spreads.length > 0 || group.spreads.length > 0,
    memoryOversubscription,
    plain: isPlain(group)
      ? { resources: plainResources(group, memoryOversubscription), deviceScore: undefined }
      : undefined,
    drawsPorts: [group, ...group.tasks.map((task) => task.resources)].some(({ networks }) =>
      networks.some((network) => network.dynamicPorts.length > 0),
    ),
  };
}

function isPlain(group: TaskGroup): boolean {
  if (group.networks.length > 0) return false;
  return group.tasks.every(
    ({ resources }) => resources.networks.length === 0 && resources.devices.length === 0 && resources.cores === 0,
  );
}
