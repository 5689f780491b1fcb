import type { Milliseconds } from "./time.js";

/** How a task group moves to a new version (spec 02 §3). */
export interface UpdateBlock {
  /** Kept for display; nothing reads it (spec 02 §3.1). */
  readonly staggerMs: Milliseconds;
  /** How many replacements may be without a health verdict at once. 0: no deployment at all. */
  readonly maxParallel: number;
  /** `checks`, `task_states` or `manual`. */
  readonly healthCheck: string;
  readonly minHealthyTimeMs: Milliseconds;
  readonly healthyDeadlineMs: Milliseconds;
  /** 0: the first unhealthy allocation fails the deployment. */
  readonly progressDeadlineMs: Milliseconds;
  readonly autoRevert: boolean;
  readonly autoPromote: boolean;
  /** Service jobs: how many canaries. System jobs: percent of the nodes (spec 02 §13). */
  readonly canary: number;
}

/** Without a block, or with `max_parallel = 0`, a group takes no part in deployments (spec 01 §1). */
export function updateBlockEmpty(update: UpdateBlock | undefined): update is undefined {
  return update === undefined || update.maxParallel === 0;
}
