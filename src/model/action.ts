import type { JsonValue } from "./json.js";
import type { NodeDescription } from "./nodeDescription.js";
import type { SchedulerConfiguration } from "./schedulerConfiguration.js";
import type { Instant } from "./time.js";

/** What an operator, a driver or a fault does to the cluster. A run is a list of these. */
export type OutsideAction =
  | {
      readonly kind: "register-job";
      /** API JSON, as far as the user wrote it. */
      readonly job: JsonValue;
      /** `?namespace=`; it beats the job's own. */
      readonly namespace?: string | undefined;
      readonly region?: string | undefined;
      /** The `JobModifyIndex` that the stored job must have, 0 for none. */
      readonly enforceIndex?: number | undefined;
      readonly evalPriority?: number | undefined;
      readonly preserveCounts?: boolean | undefined;
      readonly preserveResources?: boolean | undefined;
    }
  | {
      readonly kind: "deregister-job";
      readonly namespace: string;
      readonly jobId: string;
      readonly purge: boolean;
      readonly evalPriority?: number | undefined;
      readonly noShutdownDelay?: boolean | undefined;
    }
  | {
      readonly kind: "revert-job";
      readonly namespace: string;
      readonly jobId: string;
      readonly version: number;
      readonly enforcePriorVersion?: number | undefined;
    }
  | {
      readonly kind: "scale-job";
      readonly namespace: string;
      readonly jobId: string;
      readonly group: string;
      readonly count: number | undefined;
      readonly message: string;
      readonly error?: boolean | undefined;
      readonly enforceIndex?: number | undefined;
    }
  | { readonly kind: "evaluate-job"; readonly namespace: string; readonly jobId: string; readonly forceReschedule: boolean }
  | {
      readonly kind: "mark-job-stable";
      readonly namespace: string;
      readonly jobId: string;
      readonly version: number;
      readonly stable: boolean;
    }
  | {
      readonly kind: "promote-deployment";
      readonly deploymentId: string;
      readonly groups: "all" | readonly string[];
    }
  | { readonly kind: "fail-deployment"; readonly deploymentId: string }
  | { readonly kind: "pause-deployment"; readonly deploymentId: string; readonly pause: boolean }
  | { readonly kind: "unblock-deployment"; readonly deploymentId: string }
  | {
      readonly kind: "set-allocation-health";
      readonly deploymentId: string;
      readonly healthy: readonly string[];
      readonly unhealthy: readonly string[];
    }
  | {
      readonly kind: "stop-allocation";
      readonly allocationId: string;
      readonly noShutdownDelay: boolean;
      readonly reschedule: boolean;
    }
  | { readonly kind: "configure-scheduler"; readonly configuration: SchedulerConfiguration }
  | { readonly kind: "register-node"; readonly node: NodeDescription }
  /** A fault: running tasks end now. `task` undefined: all of the allocation's. */
  | {
      readonly kind: "fail-tasks";
      readonly allocationId: string;
      readonly task?: string | undefined;
      readonly exitCode: number;
    }
  /** The next IDs start with these prefixes: `evaluation`, `deployment`, `allocation.<group>` (scenario pages). */
  | { readonly kind: "pin-identifiers"; readonly pins: Readonly<Record<string, readonly string[]>> }
  /** Virtual time moves on, at most to the next timer: nothing due may be left behind. */
  | { readonly kind: "pass-time"; readonly until: Instant };

/** What the cluster does by itself. */
export type InsideAction =
  /** The client moves one allocation on: starts, exits, restarts, kills, health. */
  | { readonly kind: "run-allocation"; readonly allocationId: string }
  /** A client sends what changed on its allocations. */
  | { readonly kind: "report-allocations"; readonly nodeId: string }
  | { readonly kind: "watch-deployment"; readonly deploymentId: string }
  /** The watcher's batch is over: its evaluation is created. */
  | { readonly kind: "create-watcher-evaluation"; readonly deploymentId: string }
  | { readonly kind: "check-progress-deadline"; readonly deploymentId: string }
  /** A delayed evaluation is due. */
  | { readonly kind: "enqueue-evaluation"; readonly evaluationId: string }
  | { readonly kind: "evaluate"; readonly evaluationId: string }
  | { readonly kind: "apply-plan"; readonly evaluationId: string }
  | { readonly kind: "conclude"; readonly evaluationId: string };

export type Action = OutsideAction | InsideAction;
