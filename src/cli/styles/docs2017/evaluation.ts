import type { AllocationListStub } from "../../../api/objects/allocation.js";
import type { ApiEvaluation } from "../../../api/objects/evaluation.js";
import { placementFailures } from "../../blocks/evaluationTable.js";
import { failedPlacements, placementMetrics } from "../../blocks/metrics.js";
import type { Invocation } from "../../definition.js";
import { formatKeyValues } from "../../text/columns.js";
import { quote } from "../../text/quote.js";
import { idLength as lengthOfIds, shortId } from "../../text/shortId.js";
import type { DetailView } from "../style.js";

const triggersOfJob = ["job-register", "job-deregister", "periodic-job", "rolling-update", "deployment-watcher"];

/** `eval-status` of 2017. Spec 06 §7.2. */
export function showEvaluation(
  { ui, style, context }: Invocation,
  evaluation: ApiEvaluation,
  _placed: readonly AllocationListStub[],
  { isVerbose }: DetailView,
): void {
  const length = lengthOfIds(isVerbose);
  ui.output(
    formatKeyValues([
      `ID|${shortId(evaluation.ID, length)}`,
      `Status|${evaluation.Status}`,
      `Status Description|${evaluation.StatusDescription || evaluation.Status}`,
      `Type|${evaluation.Type}`,
      `TriggeredBy|${evaluation.TriggeredBy}`,
      triggerRow(evaluation),
      `Priority|${evaluation.Priority}`,
      `Placement Failures|${placementFailures(evaluation)}`,
      ...(isVerbose
        ? [
            `Previous Eval|${evaluation.PreviousEval ?? ""}`,
            `Next Eval|${evaluation.NextEval ?? ""}`,
            `Blocked Eval|${evaluation.BlockedEval ?? ""}`,
          ]
        : []),
    ]),
  );
  const failed = Object.entries(evaluation.FailedTGAllocs ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  if (failed.length === 0) return;
  ui.title("Failed Placements");
  for (const [group, metrics] of failed) {
    ui.output(`Task Group ${quote(group)} (${failedPlacements(metrics)}):`);
    ui.output(ui.colourise(placementMetrics(metrics, { style, pins: context.pins, indent: "  ", withScores: false })));
    ui.output("");
  }
  if (evaluation.BlockedEval) {
    ui.output(
      `Evaluation ${quote(shortId(evaluation.BlockedEval, length))} waiting for additional capacity to place remainder`,
    );
  }
}

/** What set the evaluation off, by its trigger. */
function triggerRow({ TriggeredBy, JobID, NodeID, PreviousEval }: ApiEvaluation): string {
  if (triggersOfJob.includes(TriggeredBy)) return `Job ID|${JobID}`;
  if (TriggeredBy === "node-update") return `Node ID|${NodeID ?? ""}`;
  return TriggeredBy === "max-plan-attempts" ? `Previous Eval|${PreviousEval ?? ""}` : "|";
}
