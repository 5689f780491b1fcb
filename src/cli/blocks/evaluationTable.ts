import type { ApiEvaluation } from "../../api/objects/evaluation.js";
import { formatList } from "../text/columns.js";
import { shortId } from "../text/shortId.js";

/** The evaluations of one job, as `job status` lists them. Spec 06 §4.6. */
export function shortEvaluationTable(evaluations: readonly ApiEvaluation[], idLength: number): string {
  const rows = evaluations.map((evaluation) =>
    [
      shortId(evaluation.ID, idLength),
      String(evaluation.Priority),
      evaluation.TriggeredBy,
      evaluation.Status,
      placementFailures(evaluation),
    ].join("|"),
  );
  return formatList(["ID|Priority|Triggered By|Status|Placement Failures", ...rows]);
}

/** Evaluations of any job. Spec 06 §4.6. */
export function evaluationTable(evaluations: readonly ApiEvaluation[], idLength: number): string {
  const rows = evaluations.map((evaluation) =>
    [
      shortId(evaluation.ID, idLength),
      String(evaluation.Priority),
      evaluation.TriggeredBy,
      evaluation.JobID,
      evaluation.Namespace,
      shortId(evaluation.NodeID ?? "", idLength),
      evaluation.Status,
      placementFailures(evaluation),
    ].join("|"),
  );
  return formatList(["ID|Priority|Triggered By|Job ID|Namespace|Node ID|Status|Placement Failures", ...rows]);
}

/** Whether groups could not be placed; open while the evaluation is blocked. */
export function placementFailures({ Status, FailedTGAllocs }: ApiEvaluation): string {
  if (Status === "blocked") return "N/A - In Progress";
  return String(Object.keys(FailedTGAllocs ?? {}).length > 0);
}
