import type { AllocationListStub, ApiAllocation } from "../../api/objects/allocation.js";
import type { ApiEvaluation } from "../../api/objects/evaluation.js";
import type { ApiGroupSummary, ApiJob } from "../../api/objects/job.js";
import type { ApiNode, NodeListStub } from "../../api/objects/node.js";
import type { AllocationRow } from "../blocks/allocationRow.js";
import type { StyleName } from "../context.js";
import type { Invocation } from "../definition.js";
import type { Rows } from "../sort/rows.js";
import type { ZoneOffset } from "../text/times.js";
import type { Ui } from "../ui.js";

/**
 * Everything in which the two generations of Nomad's text differ: words, columns, orders and what is shown at all. Commands
 * hold what both have in common. Spec 06 §7.
 */
export interface Style {
  readonly name: StyleName;
  formatTimestamp(instant: bigint | undefined, zone?: ZoneOffset): string;
  /** The sort of the Go version of the time (spec 06 §2.10). */
  sortRows(rows: Rows): void;
  readonly showsHints: boolean;
  readonly hiddenGeneralFlags: readonly string[];
  reportUsage(ui: Ui, usage: UsageText): void;

  readonly monitor: MonitorLayout;
  readonly metrics: MetricsWording;
  /** Whether a command with `-detach` names the evaluation that it leaves behind. */
  readonly namesDetachedEvaluation: boolean;

  readonly jobSearch: JobSearch;
  readonly showsNamespaces: boolean;
  /** Rows between the datacenters and the status of a job. */
  jobAttributes(job: ApiJob): readonly string[];
  /** The row of a dispatched job's idempotency token. */
  jobToken(job: ApiJob): readonly string[];
  readonly summaryColumns: readonly (keyof ApiGroupSummary)[];
  readonly showsFutureRescheduling: boolean;
  readonly showsActions: boolean;
  readonly stopsSeveralJobs: boolean;
  /** Text of a failed `job stop`, before the API's own. */
  stopFailure(argument: string): string;

  readonly plan: PlanWording;

  /** Whether the history of a job shows a comparison that found nothing. */
  readonly showsEmptyDiffs: boolean;
  readonly showsVersionTags: boolean;

  /** Whether `deployment status` without an argument lists all. */
  readonly listsDeployments: boolean;
  readonly deployed: DeployedLayout;
  allocationTable(rows: readonly AllocationRow[], view: AllocationView): string;

  /** Names of commands that only this style has. */
  readonly ownAliases: Readonly<Record<string, string>>;
  showAllocation(invocation: Invocation, allocation: ApiAllocation, view: DetailView): Promise<void>;
  showEvaluation(
    invocation: Invocation,
    evaluation: ApiEvaluation,
    placed: readonly AllocationListStub[],
    view: DetailView,
  ): void;
  ambiguousEvaluations(evaluations: readonly ApiEvaluation[], idLength: number): string;
  /** What is said of a cluster without nodes, if anything. */
  readonly noNodes: string | undefined;
  /** Whether a drain is followed, and what is done to a node is said at all. */
  readonly followsDrains: boolean;
  nodeTable(nodes: readonly NodeListStub[], view: NodeListView): string;
  showNode(invocation: Invocation, node: ApiNode, view: NodeView): Promise<void>;
}

/** How much of an object is to be shown. */
export interface DetailView {
  readonly isShort: boolean;
  readonly isVerbose: boolean;
}

export interface NodeView extends DetailView {
  /** Processors, memory and disks one by one. */
  readonly showsUsage: boolean;
}

export interface NodeListView {
  readonly isVerbose: boolean;
  readonly showsOs: boolean;
  /** Node ID → running allocations, where they are to be shown. */
  readonly running: ReadonlyMap<string, number> | undefined;
}

/** How a plan is told (spec 06 §6.4, §7.2). */
export interface PlanWording {
  /** What runs the job of a file. */
  readonly runCommand: string;
  /** What the index has to do with the submission. */
  readonly indexSentence: string;
  /** Whether the flags with which the file was read stand in the command. */
  readonly repeatsFlags: boolean;
  readonly showsPreemptions: boolean;
  /** Whether a job that does not differ counts as unchanged, whatever the scheduler would do. */
  readonly noDiffMeansNoChange: boolean;
  /** The time of a launch, of an RFC 3339 text. */
  formatLaunch(timestamp: string): string;
}

export interface UsageText {
  readonly sentences: readonly string[];
  /** The command's own name. */
  readonly name: string;
  readonly help: string;
}

export interface MonitorLayout {
  readonly hasTimestamps: boolean;
  /** The headline stands before the first query, not after it. */
  readonly announcesFirst: boolean;
  /** Goes on to the deployment of the evaluation. */
  readonly followsDeployment: boolean;
}

/** How a count of nodes in the placement metrics is put (spec 06 §4.4, §7.2). */
export interface MetricsWording {
  classFiltered(name: string, count: number): string;
  constraintFiltered(name: string, count: number): string;
  readonly showsQuotas: boolean;
  readonly marksMissingDrivers: boolean;
  readonly showsScoreTable: boolean;
}

/** How jobs are found by prefix (spec 06 §3.1, §7.2). */
export interface JobSearch {
  readonly limit: number | undefined;
  /** @param kind Of what kind the jobs were to be, if of any. */
  notFound(prefix: string, kind?: string): string;
  ambiguous(prefix: string, table: string, isTruncated: boolean): string;
}

export interface DeployedLayout {
  /** Groups stand in the order of a Go map (pin N4) instead of by name. */
  readonly isPinned: boolean;
  readonly showsProgressDeadline: boolean;
}

/** How a table of allocations is to be shown (spec 06 §4.3). */
export interface AllocationView {
  readonly isVerbose: boolean;
  /** Ages are counted from here. */
  readonly now: bigint;
  /** Length of short IDs. */
  readonly idLength: number;
  /** The moment at which an allocation must end, where its group has a limit; absent in tables that do not look. */
  readonly deadlineOf?: (row: AllocationRow) => bigint | undefined;
  /** In tables of one node. */
  readonly hidesNodeName?: boolean;
}
