/** What one search for a node looked at and why nodes fell out (spec 03 §14). Instances of unset maps are empty. */
export interface AllocationMetrics {
  readonly nodesEvaluated: number;
  readonly nodesFiltered: number;
  readonly nodesInPool: number;
  readonly nodePool: string;
  /** By datacenter; undefined where only single nodes were asked. */
  readonly nodesAvailable: Readonly<Record<string, number>> | undefined;
  readonly classFiltered: Readonly<Record<string, number>>;
  readonly constraintFiltered: Readonly<Record<string, number>>;
  readonly nodesExhausted: number;
  readonly classExhausted: Readonly<Record<string, number>>;
  readonly dimensionExhausted: Readonly<Record<string, number>>;
  /** Per task: what it asked for, added up over the allocations that found no room. */
  readonly resourcesExhausted: Readonly<Record<string, { readonly cpu: number; readonly memoryMb: number }>>;
  /** Best first, at most five. */
  readonly scoreMetadata: readonly NodeScore[];
  /** Further allocations of the group that were not tried after the first failure. */
  readonly coalescedFailures: number;
}

export interface NodeScore {
  readonly nodeId: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly normScore: number;
}

export const emptyMetrics: AllocationMetrics = {
  nodesEvaluated: 0,
  nodesFiltered: 0,
  nodesInPool: 0,
  nodePool: "",
  nodesAvailable: undefined,
  classFiltered: {},
  constraintFiltered: {},
  nodesExhausted: 0,
  classExhausted: {},
  dimensionExhausted: {},
  resourcesExhausted: {},
  scoreMetadata: [],
  coalescedFailures: 0,
};
