/** `/v1/operator/scheduler/configuration` (spec 03 §15). */
export interface SchedulerConfiguration {
  readonly algorithm: "binpack" | "spread";
  readonly preemption: {
    readonly system: boolean;
    readonly sysbatch: boolean;
    readonly batch: boolean;
    readonly service: boolean;
  };
  readonly memoryOversubscription: boolean;
  readonly rejectJobRegistration: boolean;
  readonly pauseEvalBroker: boolean;
  /** 0 stands for 100. */
  readonly nodeLimitForFeasibilityChecks: number;
  readonly createIndex: number;
  readonly modifyIndex: number;
}

/** What a real cluster writes at its start (spec 03 §15). */
export const defaultSchedulerConfiguration: SchedulerConfiguration = {
  algorithm: "binpack",
  preemption: { system: true, sysbatch: false, batch: false, service: false },
  memoryOversubscription: false,
  rejectJobRegistration: false,
  pauseEvalBroker: false,
  nodeLimitForFeasibilityChecks: 0,
  createIndex: 0,
  modifyIndex: 0,
};
