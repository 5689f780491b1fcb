import type { AllocationListStub } from "../../api/objects/allocation.js";
import type { ApiDesiredUpdates, ApiEvaluation } from "../../api/objects/evaluation.js";
import { placementFailures } from "../blocks/evaluationTable.js";
import { failedPlacements, placementMetrics } from "../blocks/metrics.js";
import type { Invocation } from "../definition.js";
import type { DetailView } from "../styles/style.js";
import { formatColumns, formatKeyValues, formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";
import { idLength as lengthOfIds, shortId } from "../text/shortId.js";
import { formatAge, instantOf } from "../text/times.js";

/** An evaluation: what it was about, what it planned and what it could not place. Spec 06 §6.8. */
export function showEvaluation(
  invocation: Invocation,
  evaluation: ApiEvaluation,
  placed: readonly AllocationListStub[],
  { isVerbose }: DetailView,
): void {
  const { ui, style } = invocation;
  const idLength = lengthOfIds(isVerbose);
  const now = invocation.now();
  ui.output(formatKeyValues(attributes(invocation, evaluation, isVerbose)));
  showRelated(invocation, evaluation, idLength);
  showAnnotations(invocation, evaluation, isVerbose);
  const preempted = evaluation.PlanAnnotations?.PreemptedAllocs ?? [];
  if (preempted.length > 0) {
    ui.title("Preempted Allocations");
    ui.output(preemptedTable(preempted, idLength, now));
  }
  if (placed.length > 0) {
    ui.title("Placed Allocations");
    ui.output(style.allocationTable(placed, { isVerbose: false, idLength, now }));
  }
  showFailures(invocation, evaluation, idLength);
}

function attributes(invocation: Invocation, evaluation: ApiEvaluation, isVerbose: boolean): readonly string[] {
  const { style } = invocation;
  const now = invocation.now();
  const idLength = lengthOfIds(isVerbose);
  const formatTime = (instant: bigint | undefined) =>
    isVerbose ? style.formatTimestamp(instant) : formatAge(instant, now);
  const waitUntil = instantOf(evaluation.WaitUntil);
  return [
    `ID|${shortId(evaluation.ID, idLength)}`,
    `Create Time|${formatTime(evaluation.CreateTime)}`,
    `Modify Time|${formatTime(evaluation.ModifyTime)}`,
    `Status|${evaluation.Status}`,
    `Status Description|${evaluation.StatusDescription || evaluation.Status}`,
    `Type|${evaluation.Type}`,
    `TriggeredBy|${evaluation.TriggeredBy}`,
    `Job ID|${evaluation.JobID}`,
    `Namespace|${evaluation.Namespace}`,
    ...triggerRow(evaluation),
    `Priority|${evaluation.Priority}`,
    `Placement Failures|${placementFailures(evaluation)}`,
    ...(waitUntil === undefined ? [] : [`Wait Until|${style.formatTimestamp(waitUntil)}`]),
    ...(evaluation.QuotaLimitReached ? [`Quota Limit Reached|${evaluation.QuotaLimitReached}`] : []),
    `Previous Eval|${shortId(evaluation.PreviousEval ?? "", idLength)}`,
    `Next Eval|${shortId(evaluation.NextEval ?? "", idLength)}`,
    `Blocked Eval|${shortId(evaluation.BlockedEval ?? "", idLength)}`,
  ];
}

function triggerRow({ TriggeredBy, NodeID, PreviousEval }: ApiEvaluation): readonly string[] {
  if (TriggeredBy === "node-update") return [`Node ID|${NodeID ?? ""}`];
  return TriggeredBy === "max-plan-attempts" ? [`Previous Eval|${PreviousEval ?? ""}`] : [];
}

function showRelated({ ui }: Invocation, { RelatedEvals }: ApiEvaluation, idLength: number): void {
  if (!RelatedEvals || RelatedEvals.length === 0) return;
  const rows = RelatedEvals.map((related) =>
    [
      shortId(related.ID, idLength),
      String(related.Priority),
      related.TriggeredBy,
      shortId(related.NodeID, idLength),
      related.Status,
      related.StatusDescription,
    ].join("|"),
  );
  ui.title("Related Evaluations");
  ui.output(formatList(["ID|Priority|Triggered By|Node ID|Status|Description", ...rows]));
}

type Update = keyof ApiDesiredUpdates;

const constantUpdates: readonly (readonly [Update, string])[] = [
  ["Ignore", "Ignore"],
  ["Place", "Place"],
  ["Stop", "Stop"],
  ["InPlaceUpdate", "InPlace"],
  ["DestructiveUpdate", "Destructive"],
];

/** Shown where some group has one. */
const rareUpdates: readonly (readonly [Update, string])[] = [
  ["Migrate", "Migrate"],
  ["Canary", "Canary"],
  ["Preemptions", "Preemptions"],
  ["RescheduleNow", "Reschedule Now"],
  ["RescheduleLater", "Reschedule Later"],
  ["Disconnect", "Disconnect"],
  ["Reconnect", "Reconnect"],
];

/** The table of what a plan does to each group. Spec 06 §6.8 step 3. */
export function annotationTable(groups: Readonly<Record<string, ApiDesiredUpdates>>, showsAll: boolean): string {
  const updates = Object.entries(groups).sort(([left], [right]) => (left < right ? -1 : 1));
  const rare = rareUpdates.filter(([update]) => showsAll || updates.some(([, counts]) => (counts[update] ?? 0) > 0));
  const columns = [...constantUpdates, ...rare];
  const rows = updates.map(([group, counts]) =>
    [group, ...columns.map(([update]) => String(counts[update] ?? 0))].join("|"),
  );
  const header = ["Task Group", ...columns.map(([, title]) => title)].join("|");
  return formatColumns([header, ...rows], { glue: "  ", emptyText: undefined, trims: true });
}

function showAnnotations({ ui }: Invocation, { PlanAnnotations }: ApiEvaluation, isVerbose: boolean): void {
  const groups = PlanAnnotations?.DesiredTGUpdates;
  if (!groups || Object.keys(groups).length === 0) return;
  ui.title("Plan Annotations");
  ui.output(annotationTable(groups, isVerbose));
}

function preemptedTable(stubs: readonly AllocationListStub[], idLength: number, now: bigint): string {
  const rows = stubs.map((stub) =>
    [
      shortId(stub.ID, idLength),
      stub.JobID,
      shortId(stub.NodeID, idLength),
      stub.TaskGroup,
      String(stub.JobVersion),
      stub.DesiredStatus,
      stub.ClientStatus,
      formatAge(stub.CreateTime, now),
      formatAge(stub.ModifyTime, now),
    ].join("|"),
  );
  return formatList(["ID|Job ID|Node ID|Task Group|Version|Desired|Status|Created|Modified", ...rows]);
}

function showFailures({ ui, style, context }: Invocation, evaluation: ApiEvaluation, idLength: number): void {
  const failed = Object.entries(evaluation.FailedTGAllocs ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  if (failed.length === 0) return;
  ui.title("Failed Placements");
  for (const [group, metrics] of failed) {
    ui.output(`Task Group ${quote(group)} (${failedPlacements(metrics)}):`);
    ui.output(ui.colourise(placementMetrics(metrics, { style, pins: context.pins, indent: "  ", withScores: false })));
  }
  if (evaluation.BlockedEval) {
    ui.output(
      `\nEvaluation ${quote(shortId(evaluation.BlockedEval, idLength))} waiting for additional capacity to place remainder`,
    );
  }
  const missing = evaluation.MissingNonNodeResources ?? [];
  if (missing.length > 0) {
    ui.title("Missing Resources");
    ui.output(missing.map((resource) => `  ${resource}`).join("\n"));
  }
}
