import type { ApiMetrics } from "../../api/objects/metrics.js";
import { inPinnedOrder, type OrderPins } from "../pins.js";
import type { Style } from "../styles/style.js";
import { formatList } from "../text/columns.js";
import { formatScore } from "../text/numbers.js";
import { quote } from "../text/quote.js";

export interface MetricsView {
  readonly style: Style;
  readonly pins: OrderPins;
  /** What every line begins with. */
  readonly indent: string;
  readonly withScores: boolean;
}

/** Why nodes were not taken, line by line; colour markup in it. Spec 06 §4.4. */
export function placementMetrics(metrics: ApiMetrics, { style, pins, indent, withScores }: MetricsView): string {
  const { classFiltered, constraintFiltered, showsQuotas, marksMissingDrivers, showsScoreTable } = style.metrics;
  const each = (
    counts: Readonly<Record<string, number>> | null | undefined,
    line: (key: string, count: number) => string,
  ) => inPinnedOrder(Object.keys(counts ?? {}), pins.metrics).map((key) => line(key, counts?.[key] ?? 0));
  const constraintLine = (constraint: string, count: number) => {
    const text = constraintFiltered(constraint, count);
    return marksMissingDrivers && constraint.includes("missing drivers") ? `[red]${text}[reset]` : text;
  };
  const points = [
    ...(metrics.NodesEvaluated === 0 ? ["No nodes were eligible for evaluation"] : []),
    ...each(metrics.NodesAvailable, (datacenter, count) =>
      count === 0 ? `No nodes are available in datacenter ${quote(datacenter)}` : "",
    ).filter((line) => line !== ""),
    ...each(metrics.ClassFiltered, classFiltered),
    ...each(metrics.ConstraintFiltered, constraintLine),
    ...(metrics.NodesExhausted > 0 ? [`Resources exhausted on ${metrics.NodesExhausted} nodes`] : []),
    ...each(metrics.ClassExhausted, (name, count) => `Class ${quote(name)} exhausted on ${count} nodes`),
    ...each(
      metrics.DimensionExhausted,
      (dimension, count) => `Dimension ${quote(dimension)} exhausted on ${count} nodes`,
    ),
    ...(showsQuotas ? (metrics.QuotaExhausted ?? []).map((quota) => `Quota limit hit ${quote(quota)}`) : []),
  ].map((line) => `${indent}* ${line}`);
  if (!withScores) return points.join("\n");
  if (showsScoreTable && metrics.ScoreMetaData && metrics.ScoreMetaData.length > 0) {
    return [...points, scoreTable(metrics.ScoreMetaData)].join("\n");
  }
  const scores = each(metrics.Scores, (name, score) => `${indent}* Score ${quote(name)} = ${score.toFixed(6)}`);
  return [...points, ...scores].join("\n");
}

/** `failed to place 2 allocations`: one and as many as were coalesced into it. */
export function failedPlacements({ CoalescedFailures }: ApiMetrics): string {
  return `failed to place ${CoalescedFailures + 1} allocation${CoalescedFailures > 0 ? "s" : ""}`;
}

function scoreTable(scores: NonNullable<ApiMetrics["ScoreMetaData"]>): string {
  const names = [...new Set(scores.flatMap(({ Scores }) => Object.keys(Scores ?? {})))].sort();
  const rows = scores.map(({ NodeID, Scores, NormScore }) =>
    [NodeID, ...names.map((name) => formatScore(Scores?.[name] ?? 0)), formatScore(NormScore)].join("|"),
  );
  return formatList([["Node", ...names, "final score"].join("|"), ...rows]);
}
