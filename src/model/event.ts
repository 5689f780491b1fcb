import type { Instant } from "./time.js";

/** What can have happened. */
export type EventKind =
  | "job registered"
  | "job stopped"
  | "job dispatched"
  | "periodic job launched"
  | "periodic launch skipped"
  | "job purged"
  | "job status changed"
  | "job version stable"
  | "job version tagged"
  | "evaluation created"
  | "evaluation processed"
  | "evaluation blocked"
  | "evaluation unblocked"
  | "evaluation canceled"
  | "evaluation failed"
  | "evaluation deleted"
  | "plan committed"
  | "plan rejected"
  | "allocation placed"
  | "allocation updated"
  | "allocation stopped"
  | "allocation lost"
  | "allocation preempted"
  | "allocation reported"
  | "allocation healthy"
  | "allocation unhealthy"
  | "deployment created"
  | "deployment status changed"
  | "deployment promoted"
  | "deployment deadline passed"
  | "node registered"
  | "node status changed"
  | "node heartbeat missed"
  | "node eligibility changed"
  | "node drain changed"
  | "node removed"
  | "node metadata changed"
  | "namespace applied"
  | "namespace deleted"
  | "node pool applied"
  | "node pool deleted"
  | "garbage collected"
  | "task event"
  | "fault injected"
  | "time passed";

/** One thing that happened, with its reason in an operator's words. All texts that explain are read from these. */
export interface Event {
  readonly kind: EventKind;
  readonly at: Instant;
  /** The state index of the write that it belongs to. */
  readonly index: number;
  /** A whole sentence: which rule, which limit, which evaluation. */
  readonly why: string;
  readonly namespace?: string;
  readonly jobId?: string;
  readonly taskGroup?: string;
  readonly allocationId?: string;
  readonly evaluationId?: string;
  readonly deploymentId?: string;
  readonly nodeId?: string;
  readonly task?: string;
}
