import type { Collectable } from "./garbageCollection.js";
import type { JobSource } from "./jobSubmission.js";
import type { JsonValue } from "./json.js";
import type { NamespaceCapabilities } from "./namespace.js";
import type { NodeDescription } from "./nodeDescription.js";
import type { SchedulerConfiguration } from "./schedulerConfiguration.js";
import type { Instant, Milliseconds } from "./time.js";

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
      /** What the user wrote. */
      readonly submission?: JobSource | undefined;
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
  | {
      readonly kind: "evaluate-job";
      readonly namespace: string;
      readonly jobId: string;
      readonly forceReschedule: boolean;
    }
  | {
      readonly kind: "mark-job-stable";
      readonly namespace: string;
      readonly jobId: string;
      readonly version: number;
      readonly stable: boolean;
    }
  | {
      readonly kind: "tag-job-version";
      readonly namespace: string;
      readonly jobId: string;
      /** What the version is to be called. */
      readonly name: string;
      readonly version: number;
      /** The current version, whatever its number; `version` is 0 then. */
      readonly latest?: boolean | undefined;
      readonly description?: string | undefined;
    }
  | {
      readonly kind: "untag-job-version";
      readonly namespace: string;
      readonly jobId: string;
      readonly name: string;
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
  | {
      readonly kind: "dispatch-job";
      readonly namespace: string;
      readonly jobId: string;
      /** Base64; undefined or empty: none. */
      readonly payload?: string | undefined;
      readonly meta?: Readonly<Record<string, string>> | undefined;
      /** Stands in the ID of the dispatched job. */
      readonly idPrefixTemplate?: string | undefined;
      /** 0: the parameterized job's own. */
      readonly priority?: number | undefined;
      readonly idempotencyToken?: string | undefined;
    }
  | { readonly kind: "force-periodic-job"; readonly namespace: string; readonly jobId: string }
  /** While the broker is paused. */
  | { readonly kind: "delete-evaluations"; readonly evaluationIds: readonly string[] }
  /** What is over is collected now, however young it is. */
  | { readonly kind: "collect-garbage" }
  | {
      readonly kind: "restart-allocation";
      readonly allocationId: string;
      /** Undefined or empty: all that run. */
      readonly task?: string | undefined;
      /** Also those that ended. */
      readonly allTasks: boolean;
    }
  | {
      readonly kind: "signal-allocation";
      readonly allocationId: string;
      /** Undefined or empty: all that run. */
      readonly task?: string | undefined;
      readonly signal: string;
    }
  | { readonly kind: "configure-scheduler"; readonly configuration: SchedulerConfiguration }
  /** Members that are left out are empty: the whole namespace is replaced. */
  | { readonly kind: "apply-namespace"; readonly namespace: NamespaceRequest }
  | { readonly kind: "delete-namespace"; readonly name: string }
  | { readonly kind: "apply-node-pool"; readonly nodePool: NodePoolRequest }
  | { readonly kind: "delete-node-pool"; readonly name: string }
  /** Null takes a key away, also one of the client's configuration. */
  | {
      readonly kind: "set-node-metadata";
      readonly nodeId: string;
      readonly meta: Readonly<Record<string, string | null>>;
    }
  | { readonly kind: "register-node"; readonly node: NodeDescription }
  | {
      readonly kind: "drain-node";
      readonly nodeId: string;
      /** Undefined ends a drain. `deadlineMs` below 0 forces at once, 0 waits for ever. */
      readonly drain: { readonly deadlineMs: Milliseconds; readonly ignoreSystemJobs: boolean } | undefined;
      readonly markEligible: boolean;
      readonly meta?: Readonly<Record<string, string>> | undefined;
    }
  | { readonly kind: "set-node-eligibility"; readonly nodeId: string; readonly eligibility: string }
  | { readonly kind: "evaluate-node"; readonly nodeId: string }
  | { readonly kind: "purge-node"; readonly nodeId: string }
  /** A fault: a client loses the servers while its tasks go on, or its machine dies and they are gone. */
  | { readonly kind: "cut-off-node"; readonly nodeId: string; readonly tasksDie: boolean }
  /** The client of a node that was cut off, or whose machine died, is back. */
  | { readonly kind: "reconnect-node"; readonly nodeId: string }
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

/** What is asked of a namespace. */
export interface NamespaceRequest {
  readonly name: string;
  readonly description?: string | undefined;
  readonly quota?: string | undefined;
  readonly meta?: Readonly<Record<string, string>> | undefined;
  readonly capabilities?: NamespaceCapabilities | undefined;
}

/** What is asked of a node pool. */
export interface NodePoolRequest {
  readonly name: string;
  readonly description?: string | undefined;
  readonly meta?: Readonly<Record<string, string>> | undefined;
  readonly identityTtlMs?: Milliseconds | undefined;
}

/** What the cluster does by itself. */
export type InsideAction =
  /** The client moves one allocation on: starts, exits, restarts, kills, health. */
  | { readonly kind: "run-allocation"; readonly allocationId: string }
  /** A client sends what changed on its allocations. */
  | { readonly kind: "report-allocations"; readonly nodeId: string }
  /** A client that the servers hear again sends the heartbeat that makes its node ready. */
  | { readonly kind: "send-heartbeat"; readonly nodeId: string }
  /** A client that is back learns what the servers wrote meanwhile, and may report again. */
  | { readonly kind: "catch-up-client"; readonly nodeId: string }
  /** The servers did not hear of a client in time. */
  | { readonly kind: "miss-heartbeat"; readonly nodeId: string }
  | { readonly kind: "watch-deployment"; readonly deploymentId: string }
  /** The watcher's batch is over: its evaluation is created. */
  | { readonly kind: "create-watcher-evaluation"; readonly deploymentId: string }
  | { readonly kind: "check-progress-deadline"; readonly deploymentId: string }
  /** The drainer takes the next of its inputs: a node, due deadlines, or the watched jobs. */
  | { readonly kind: "look-at-drains" }
  /** The drainer's batch window is over: what it selected is marked for migration. */
  | { readonly kind: "commit-drain" }
  | { readonly kind: "reach-drain-deadline" }
  /** A periodic job's time has come. */
  | { readonly kind: "launch-periodic-job"; readonly namespace: string; readonly jobId: string }
  /** The leader looks for what is over and old. */
  | { readonly kind: "collect"; readonly what: Collectable }
  /** A delayed evaluation is due. */
  | { readonly kind: "enqueue-evaluation"; readonly evaluationId: string }
  | { readonly kind: "evaluate"; readonly evaluationId: string }
  | { readonly kind: "apply-plan"; readonly evaluationId: string }
  | { readonly kind: "conclude"; readonly evaluationId: string };

export type Action = OutsideAction | InsideAction;
