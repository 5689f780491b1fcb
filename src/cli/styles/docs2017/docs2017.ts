import type { AllocationRow } from "../../blocks/allocationRow.js";
import { shortEvaluationTable } from "../../blocks/evaluationTable.js";
import { quicksort } from "../../sort/quicksort.js";
import { formatList } from "../../text/columns.js";
import { quote } from "../../text/quote.js";
import { shortId } from "../../text/shortId.js";
import { formatTimestampOf2017, instantOf } from "../../text/times.js";
import type { AllocationView, Style } from "../style.js";
import { showAllocation } from "./allocation.js";
import { showEvaluation } from "./evaluation.js";
import { nodeTable, showNode } from "./node.js";

/** The text of the transcripts in the 2017 documentation: the layout of 0.6.0 around the data of 2.0.5. Spec 06 §7. */
export const docs2017: Style = {
  name: "docs-2017",
  formatTimestamp: formatTimestampOf2017,
  sortRows: quicksort,
  showsHints: false,
  hiddenGeneralFlags: ["force-color", "namespace", "token"],
  reportUsage: (ui, { help }) => ui.error(help),

  monitor: { hasTimestamps: false, announcesFirst: false, followsDeployment: false },
  metrics: {
    classFiltered: (name, count) => `Class ${quote(name)} filtered ${count} nodes`,
    constraintFiltered: (name, count) => `Constraint ${quote(name)} filtered ${count} nodes`,
    showsQuotas: false,
    marksMissingDrivers: false,
    showsScoreTable: false,
  },
  namesDetachedEvaluation: false,

  jobSearch: {
    limit: undefined,
    notFound: (prefix, kind) =>
      `No ${kind === undefined ? "" : `${kind} `}job(s) with prefix or id ${quote(prefix)} found`,
    ambiguous: (_prefix, table) => `Prefix matched multiple jobs\n\n${table}`,
  },
  showsNamespaces: false,
  jobAttributes: () => [],
  jobToken: () => [],
  summaryColumns: ["Queued", "Starting", "Running", "Failed", "Complete", "Lost"],
  showsFutureRescheduling: false,
  showsActions: false,
  stopsSeveralJobs: false,
  stopFailure: () => "Error deregistering job",

  plan: {
    runCommand: "nomad run",
    indexSentence: "server side version matches the job modify index returned.",
    repeatsFlags: false,
    showsPreemptions: false,
    noDiffMeansNoChange: false,
    formatLaunch: (timestamp) => formatTimestampOf2017(instantOf(timestamp)),
  },

  showsEmptyDiffs: true,
  showsVersionTags: false,

  listsDeployments: false,
  deployed: { isPinned: true, showsProgressDeadline: false },
  allocationTable,

  ownAliases: { status: "job status" },
  showAllocation,
  showEvaluation,
  ambiguousEvaluations: shortEvaluationTable,
  noNodes: undefined,
  followsDrains: false,
  nodeTable,
  showNode,
};

function allocationTable(stubs: readonly AllocationRow[], view: AllocationView): string {
  if (stubs.length === 0) return "No allocations placed";
  const rows = stubs.map((stub) =>
    [
      shortId(stub.ID, view.idLength),
      ...(view.isVerbose ? [shortId(stub.EvalID, view.idLength)] : []),
      shortId(stub.NodeID, view.idLength),
      stub.TaskGroup,
      String(stub.JobVersion),
      stub.DesiredStatus,
      stub.ClientStatus,
      formatTimestampOf2017(stub.CreateTime),
    ].join("|"),
  );
  const header = `ID|${view.isVerbose ? "Eval ID|" : ""}Node ID|Task Group|Version|Desired|Status|Created At`;
  return formatList([header, ...rows]);
}
