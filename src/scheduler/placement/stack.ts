import type { Allocation } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import type { AllocationMetrics } from "../../model/metrics.js";
import type { Node } from "../../model/node.js";
import type { AllocatedResources } from "../../model/resources.js";
import type { TaskGroup } from "../../model/taskGroup.js";

/** One placement's circumstances (spec 03 §6.1). */
export interface SelectOptions {
  /** The new allocation's name: `per_alloc` volumes read its index. */
  readonly allocationName: string;
  /** Tried alone before all others (sticky disks, spec 03 §6.4). */
  readonly preferredNode?: Node | undefined;
  /** Nodes on which this allocation failed before: they score −1 (spec 03 §11). */
  readonly penaltyNodeIds: ReadonlySet<string>;
  /**
   * Whether lower priorities may be pushed off (spec 03 §12): for service and batch jobs in a second selection, after
   * one without; for system jobs at once, though never while an update in place is tried. System stacks look at the
   * configuration themselves.
   */
  readonly preempt: boolean;
}

/** The node that was chosen. */
export interface Selection {
  readonly node: Node;
  readonly resources: AllocatedResources;
  readonly finalScore: number;
  /** Allocations of other jobs that have to go. */
  readonly victims: readonly Allocation[];
}

/** What computed classes can say about a blocked evaluation (spec 03 §8.2). */
export interface ClassVerdicts {
  readonly escaped: boolean;
  /** Undefined when escaped. */
  readonly eligibility: Readonly<Record<string, boolean>> | undefined;
  readonly missingNonNodeResources: readonly string[];
}

/**
 * The chain of stages that picks a node for one allocation after the other within one attempt (spec 03 §6.6).
 * It looks at the plan being made, so a placement has to be put into the plan before the next one is selected.
 */
export interface Stack {
  /** The job version whose constraints, resources and spreads count from now on. */
  setJob(job: Job): void;
  /** The candidates, in the order in which they are looked at; resets the cursor (spec 03 §7.2). */
  setNodes(nodes: readonly Node[]): void;
  /** Undefined when no node is feasible and has room; {@link Stack.metrics} says why. */
  select(group: TaskGroup, options: SelectOptions): Selection | undefined;
  /**
   * Of the last selection: stages, scores and reasons. To be asked before the plan changes. The availability of nodes is
   * filled in by the caller, who also adds to the exhausted resources for allocations that are not tried after a failure.
   */
  metrics(): AllocationMetrics;
  classVerdicts(): ClassVerdicts;
}
