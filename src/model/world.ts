import type { AllocationRunner } from "./allocationRunner.js";
import type { BlockedEvaluations } from "./blockedEvaluations.js";
import type { Broker } from "./broker.js";
import type { Delivery } from "./delivery.js";
import type { DeploymentWatcher } from "./deploymentWatcher.js";
import type { Drainer } from "./drainer.js";
import { idleDrainer } from "./drainer.js";
import { frozen } from "./frozen.js";
import type { Collectors } from "./garbageCollection.js";
import { identifierState } from "./identifiers.js";
import type { JobSubmission } from "./jobSubmission.js";
import type { Namespace } from "./namespace.js";
import { defaultNamespace } from "./namespace.js";
import type { NodeConnection } from "./nodeConnection.js";
import type { NodeMetadata } from "./nodeMetadata.js";
import type { NodePool } from "./nodePool.js";
import { builtInNodePools } from "./nodePool.js";
import type { PeriodicLaunch } from "./periodicLaunch.js";
import type { PlannedReport } from "./plannedReport.js";
import type { ScalingEvent } from "./scalingEvent.js";
import { defaultSchedulerConfiguration } from "./schedulerConfiguration.js";
import type { Settings } from "./settings.js";
import { defaultSettings } from "./settings.js";
import type { Snapshot } from "./snapshot.js";
import type { KeySet, Table } from "./table.js";
import { emptyTable, tableOf } from "./table.js";
import type { ScalingPolicy } from "./taskGroup.js";
import type { Instant } from "./time.js";
import type { Timers } from "./timers.js";

/** The whole cluster at one moment: servers, leader's memory, clients, clock and chance. Immutable. */
export interface World extends Snapshot {
  readonly settings: Settings;
  /** By name. */
  readonly namespaces: Table<Namespace>;
  /** By name. */
  readonly nodePools: Table<NodePool>;
  /** By node ID: the metadata of clients on which some was set. */
  readonly nodeMetadata: Table<NodeMetadata>;
  /** By job key and task group, newest first. */
  readonly scalingEvents: Table<Readonly<Record<string, readonly ScalingEvent[]>>>;
  /** By job key: the sources of its versions, newest first (spec 05 §6.7). */
  readonly submissions: Table<readonly JobSubmission[]>;
  /** By ID: the policies of all groups with a scaling block (spec 05 §13.1). */
  readonly scalingPolicies: Table<ScalingPolicy>;
  readonly timers: Timers;
  /** By job key: the periodic jobs that are tracked (spec 05 §14). */
  readonly periodicLaunches: Table<PeriodicLaunch>;
  readonly collectors: Collectors;
  readonly broker: Broker;
  /** Evaluations being processed, by ID. */
  readonly deliveries: Table<Delivery>;
  readonly blocked: BlockedEvaluations;
  readonly watchers: Table<DeploymentWatcher>;
  /** IDs of the deployments whose watcher has something to look at. */
  readonly watchersToLook: KeySet;
  readonly drainer: Drainer;
  /** By node ID: how its client and the servers hear of each other. */
  readonly connections: Table<NodeConnection>;
  /** By allocation ID: what the clients run. */
  readonly runners: Table<AllocationRunner>;
  /** Allocations that their client has to look at now. */
  readonly runnersToRun: KeySet;
  /** By node ID: the allocations that the client has news of. */
  readonly unsentReports: Table<KeySet>;
  /** By node ID: when the client's next report arrives; without an entry at once. */
  readonly plannedReports: Table<PlannedReport>;
  /** By allocation ID: allocations that start when it is gone (spec 04 §9.2). */
  readonly waitingFor: Table<KeySet>;
}

/** A cluster without nodes and jobs, at a given moment. Index 1 is the write of the built-in objects. */
export function emptyWorld(now: Instant, seed: number, settings: Settings = defaultSettings): World {
  return {
    now,
    index: 1,
    identifiers: identifierState(seed),
    schedulerConfiguration: defaultSchedulerConfiguration,
    nodes: emptyTable(),
    jobs: emptyTable(),
    jobVersions: emptyTable(),
    summaries: emptyTable(),
    jobActivity: emptyTable(),
    allocations: emptyTable(),
    allocationsByJob: emptyTable(),
    nodeUsage: emptyTable(),
    allocationsByNode: emptyTable(),
    allocationsByDeployment: emptyTable(),
    allocationsByEvaluation: emptyTable(),
    deployments: emptyTable(),
    deploymentsByJob: emptyTable(),
    evaluations: emptyTable(),
    evaluationsByJob: emptyTable(),
    settings,
    namespaces: tableOf([[defaultNamespace.name, frozen(defaultNamespace)]]),
    nodePools: tableOf(builtInNodePools.map((pool) => [pool.name, frozen(pool)])),
    nodeMetadata: emptyTable(),
    scalingEvents: emptyTable(),
    submissions: emptyTable(),
    scalingPolicies: emptyTable(),
    timers: { byDue: emptyTable(), set: 0 },
    periodicLaunches: emptyTable(),
    collectors: { since: now, looks: {} },
    broker: {
      ready: { service: [], batch: [], system: [], sysbatch: [] },
      slots: emptyTable(),
      waiting: emptyTable(),
      delayed: emptyTable(),
      requeued: emptyTable(),
    },
    deliveries: emptyTable(),
    blocked: { tracked: emptyTable(), byJob: emptyTable(), byNode: emptyTable(), unblocked: {} },
    watchers: emptyTable(),
    watchersToLook: emptyTable(),
    drainer: idleDrainer,
    connections: emptyTable(),
    runners: emptyTable(),
    runnersToRun: emptyTable(),
    unsentReports: emptyTable(),
    plannedReports: emptyTable(),
    waitingFor: emptyTable(),
  };
}

/** A copy of the top level, always of the same shape: every action reads it (docs/performance.md). */
export function copyWorld(world: World): World {
  return {
    now: world.now,
    index: world.index,
    identifiers: world.identifiers,
    schedulerConfiguration: world.schedulerConfiguration,
    nodes: world.nodes,
    jobs: world.jobs,
    jobVersions: world.jobVersions,
    summaries: world.summaries,
    jobActivity: world.jobActivity,
    allocations: world.allocations,
    allocationsByJob: world.allocationsByJob,
    nodeUsage: world.nodeUsage,
    allocationsByNode: world.allocationsByNode,
    allocationsByDeployment: world.allocationsByDeployment,
    allocationsByEvaluation: world.allocationsByEvaluation,
    deployments: world.deployments,
    deploymentsByJob: world.deploymentsByJob,
    evaluations: world.evaluations,
    evaluationsByJob: world.evaluationsByJob,
    settings: world.settings,
    namespaces: world.namespaces,
    nodePools: world.nodePools,
    nodeMetadata: world.nodeMetadata,
    scalingEvents: world.scalingEvents,
    submissions: world.submissions,
    scalingPolicies: world.scalingPolicies,
    timers: world.timers,
    periodicLaunches: world.periodicLaunches,
    collectors: world.collectors,
    broker: world.broker,
    deliveries: world.deliveries,
    blocked: world.blocked,
    watchers: world.watchers,
    watchersToLook: world.watchersToLook,
    drainer: world.drainer,
    connections: world.connections,
    runners: world.runners,
    runnersToRun: world.runnersToRun,
    unsentReports: world.unsentReports,
    plannedReports: world.plannedReports,
    waitingFor: world.waitingFor,
  };
}
