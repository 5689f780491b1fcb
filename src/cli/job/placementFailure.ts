import type { ApiEvaluation } from "../../api/objects/evaluation.js";
import { placementMetrics } from "../blocks/metrics.js";
import type { Invocation } from "../definition.js";
import { quote } from "../text/quote.js";

const shownGroups = 5;

/** Why a job waits for room: the failed groups of its newest evaluation that has some. Spec 06 §6.1 step 6. */
export function showPlacementFailure({ ui, style, context }: Invocation, evaluations: readonly ApiEvaluation[]): void {
  if (!evaluations.some(({ Status }) => Status === "blocked")) return;
  const failed = newestWithFailures(evaluations);
  if (failed?.FailedTGAllocs === undefined) return;
  const groups = Object.entries(failed.FailedTGAllocs).sort(([left], [right]) => (left < right ? -1 : 1));
  ui.title("Placement Failure");
  groups.slice(0, shownGroups).forEach(([group, metrics], place) => {
    ui.output(`Task Group ${quote(group)}:`);
    const text = placementMetrics(metrics, { style, pins: context.pins, indent: "  ", withScores: false });
    ui.output(ui.colourise(text));
    if (place < groups.length - 1) ui.output("");
  });
  if (groups.length > shownGroups) {
    ui.output(`\nPlacement failures truncated. To see remainder run:\nnomad eval-status ${failed.ID}`);
  }
}

function newestWithFailures(evaluations: readonly ApiEvaluation[]): ApiEvaluation | undefined {
  let newest: ApiEvaluation | undefined;
  for (const evaluation of evaluations) {
    const hasFailures = Object.keys(evaluation.FailedTGAllocs ?? {}).length > 0;
    if (hasFailures && evaluation.CreateIndex > (newest?.CreateIndex ?? 0)) newest = evaluation;
  }
  return newest;
}
