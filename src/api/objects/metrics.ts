/** `AllocMetric` (spec 03 §14). */
export interface ApiMetrics {
  readonly NodesEvaluated: number;
  readonly NodesFiltered: number;
  readonly NodesInPool: number;
  readonly NodePool: string;
  readonly NodesAvailable: Readonly<Record<string, number>> | null;
  readonly ClassFiltered: Readonly<Record<string, number>> | null;
  readonly ConstraintFiltered: Readonly<Record<string, number>> | null;
  readonly NodesExhausted: number;
  readonly ClassExhausted: Readonly<Record<string, number>> | null;
  readonly DimensionExhausted: Readonly<Record<string, number>> | null;
  readonly QuotaExhausted: readonly string[] | null;
  readonly ResourcesExhausted: Readonly<Record<string, object>> | null;
  readonly Scores: Readonly<Record<string, number>> | null;
  readonly ScoreMetaData:
    | readonly {
        readonly NodeID: string;
        readonly Scores: Readonly<Record<string, number>> | null;
        readonly NormScore: number;
      }[]
    | null;
  /** Nanoseconds. */
  readonly AllocationTime: number;
  readonly CoalescedFailures: number;
}
