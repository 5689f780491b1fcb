import { showAllocation } from "../alloc/showAllocation.js";
import type { AllocationRow } from "../blocks/allocationRow.js";
import { evaluationTable } from "../blocks/evaluationTable.js";
import { showEvaluation } from "../eval/showEvaluation.js";
import { nodeTable } from "../node/nodeTable.js";
import { showNode } from "../node/showNode.js";
import { pdqsort } from "../sort/pdqsort.js";
import { formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";
import { shortId } from "../text/shortId.js";
import { formatAge, formatTimestamp } from "../text/times.js";
import type { AllocationView, Style } from "./style.js";

/** The text of Nomad 2.0.5. Spec 06 §4 to §6. */
export const current: Style = {
  name: "current",
  formatTimestamp,
  sortRows: pdqsort,
  showsHints: true,
  hiddenGeneralFlags: [],
  reportUsage(ui, { sentences, name }) {
    for (const sentence of sentences) ui.error(sentence);
    ui.error(`For additional help try 'nomad ${name} -help'`);
  },

  monitor: { hasTimestamps: true, announcesFirst: true, followsDeployment: true },
  metrics: {
    classFiltered: (name, count) => `Class ${quote(name)}: ${count} nodes excluded by filter`,
    constraintFiltered: (name, count) => `Constraint ${quote(name)}: ${count} nodes excluded by filter`,
    showsQuotas: true,
    marksMissingDrivers: true,
    showsScoreTable: true,
  },
  namesDetachedEvaluation: true,

  jobSearch: {
    limit: 20,
    notFound: (prefix, kind) =>
      `No ${kind === undefined ? "" : `${kind} `}job(s) with prefix or ID ${quote(prefix)} found`,
    ambiguous: (prefix, table, isTruncated) =>
      `Prefix ${quote(prefix)} matched multiple jobs\n\n${table}${isTruncated ? "\n(results may be truncated)" : ""}`,
  },
  showsNamespaces: true,
  jobAttributes: (job) => [
    ...(job.Namespace ? [`Namespace|${job.Namespace}`] : []),
    ...(job.NodePool ? [`Node Pool|${job.NodePool}`] : []),
  ],
  jobToken: ({ DispatchIdempotencyToken }) =>
    DispatchIdempotencyToken ? [`Idempotency Token|${DispatchIdempotencyToken}`] : [],
  summaryColumns: ["Queued", "Starting", "Running", "Failed", "Complete", "Lost", "Unknown"],
  showsFutureRescheduling: true,
  showsActions: true,
  stopsSeveralJobs: true,
  stopFailure: (argument) => `Error deregistering job with id ${argument} err`,

  plan: {
    runCommand: "nomad job run",
    indexSentence: "job modify index given matches the server-side version.",
    repeatsFlags: true,
    showsPreemptions: true,
    noDiffMeansNoChange: true,
    formatLaunch: (timestamp) => timestamp.replace(/\.\d+/, ""),
  },

  showsEmptyDiffs: false,
  showsVersionTags: true,

  listsDeployments: true,
  deployed: { isPinned: false, showsProgressDeadline: true },
  allocationTable(rows, view) {
    return allocationTable(rows, view, this.formatTimestamp);
  },

  ownAliases: {},
  showAllocation,
  showEvaluation,
  ambiguousEvaluations: evaluationTable,
  noNodes: "No nodes registered",
  followsDrains: true,
  nodeTable,
  showNode,
};

function allocationTable(
  stubs: readonly AllocationRow[],
  view: AllocationView,
  formatLong: Style["formatTimestamp"],
): string {
  if (stubs.length === 0) return "No allocations placed";
  const formatTime = (instant: bigint | undefined) =>
    view.isVerbose ? formatLong(instant) : formatAge(instant, view.now);
  const showsNodeNames = view.isVerbose && !view.hidesNodeName;
  const deadlines = stubs.map((stub) => view.deadlineOf?.(stub));
  const showsDeadlines = deadlines.some((deadline) => deadline !== undefined);
  const rows = stubs.map((stub, row) => {
    return [
      shortId(stub.ID, view.idLength),
      ...(view.isVerbose ? [shortId(stub.EvalID, view.idLength)] : []),
      shortId(stub.NodeID, view.idLength),
      ...(showsNodeNames ? [stub.NodeName] : []),
      stub.TaskGroup,
      String(stub.JobVersion),
      stub.DesiredStatus,
      stub.ClientStatus,
      formatTime(stub.CreateTime),
      formatTime(stub.ModifyTime),
      ...(showsDeadlines ? [formatTime(deadlines[row])] : []),
    ].join("|");
  });
  const header = [
    "ID",
    ...(view.isVerbose ? ["Eval ID"] : []),
    "Node ID",
    ...(showsNodeNames ? ["Node Name"] : []),
    "Task Group|Version|Desired|Status|Created|Modified",
    ...(showsDeadlines ? ["Max Run Deadline"] : []),
  ].join("|");
  return formatList([header, ...rows]);
}
