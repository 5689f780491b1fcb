import type { Instant } from "./time.js";

/** What the client reports of one task (spec 04 §8.2). */
export interface TaskState {
  readonly state: "pending" | "running" | "dead";
  readonly failed: boolean;
  readonly restarts: number;
  readonly lastRestart: Instant | undefined;
  readonly startedAt: Instant | undefined;
  readonly finishedAt: Instant | undefined;
  /** Oldest first, at most ten. */
  readonly events: readonly TaskEvent[];
}

export interface TaskEvent {
  /** One of the types of spec 04 §8.3, for instance `Started`. */
  readonly type: string;
  readonly time: Instant;
  readonly displayMessage: string;
  readonly details: Readonly<Record<string, string>>;
}
