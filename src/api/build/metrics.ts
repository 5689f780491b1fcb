import type { AllocationMetrics } from "../../model/metrics.js";
import type { ApiMetrics } from "../objects/metrics.js";
import { hasNoMembers } from "./withoutEmpty.js";

/** `AllocMetric`: maps that hold nothing are null, but for nodes that were counted and of which there are none. Spec 03 §14.1. */
export function metricsObject(metrics: AllocationMetrics): ApiMetrics {
  return {
    NodesEvaluated: metrics.nodesEvaluated,
    NodesFiltered: metrics.nodesFiltered,
    NodesInPool: metrics.nodesInPool,
    NodePool: metrics.nodePool,
    NodesAvailable: metrics.nodesAvailable ?? null,
    ClassFiltered: orNull(metrics.classFiltered),
    ConstraintFiltered: orNull(metrics.constraintFiltered),
    NodesExhausted: metrics.nodesExhausted,
    ClassExhausted: orNull(metrics.classExhausted),
    DimensionExhausted: orNull(metrics.dimensionExhausted),
    QuotaExhausted: null,
    ResourcesExhausted: exhaustedResources(metrics),
    Scores: null,
    ScoreMetaData:
      metrics.scoreMetadata.length === 0
        ? null
        : metrics.scoreMetadata.map((entry) => ({
            NodeID: entry.nodeId,
            Scores: entry.scores,
            NormScore: entry.normScore,
          })),
    AllocationTime: 0,
    CoalescedFailures: metrics.coalescedFailures,
  };
}

function exhaustedResources(metrics: AllocationMetrics): ApiMetrics["ResourcesExhausted"] {
  const entries = Object.entries(metrics.resourcesExhausted);
  if (entries.length === 0) return null;
  return Object.fromEntries(
    entries.map(([task, { cpu, memoryMb }]) => [
      task,
      {
        CPU: cpu,
        Cores: 0,
        MemoryMB: memoryMb,
        MemoryMaxMB: 0,
        DiskMB: 0,
        IOPS: 0,
        Networks: null,
        Devices: null,
        NUMA: null,
        SecretsMB: 0,
      },
    ]),
  );
}

function orNull(map: Readonly<Record<string, number>>): Readonly<Record<string, number>> | null {
  return hasNoMembers(map) ? null : map;
}
