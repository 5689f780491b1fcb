/** The texts that schedulers write on allocations: spec 01 §2.1 for service and batch jobs, spec 04 §12 for system jobs. */
export const allocationText = {
  notNeeded: "alloc not needed due to job update",
  migrating: "alloc is being migrated",
  updating: "alloc is being updated due to job update",
  lost: "alloc is lost since its node is down",
  rescheduled: "alloc was rescheduled because it failed",
  reconnected: "alloc not needed due to disconnected client reconnect",
  unknown: "alloc is unknown since its node is disconnected",
  updatingInPlace: "alloc updating in-place",
  nodeTainted: "alloc not needed as node is tainted",
} as const;

/** The texts on evaluations (spec 01 §2.2). */
export const evaluationText = {
  delayedRescheduling: "created for delayed rescheduling",
  disconnectTimeout: "created for delayed disconnect timeout",
  remainingAllocations: "created to place remaining allocations",
  placementConflicts: "created due to placement conflicts",
} as const;
