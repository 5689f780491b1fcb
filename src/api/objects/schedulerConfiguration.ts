import type { JsonObject } from "../../model/json.js";

/** How the schedulers decide, for the whole cluster (spec 07 §13). */
export interface ApiSchedulerConfiguration extends JsonObject {
  readonly SchedulerAlgorithm: string;
  readonly PreemptionConfig: {
    readonly SystemSchedulerEnabled: boolean;
    readonly SysBatchSchedulerEnabled: boolean;
    readonly BatchSchedulerEnabled: boolean;
    readonly ServiceSchedulerEnabled: boolean;
  };
  readonly MemoryOversubscriptionEnabled: boolean;
  readonly RejectJobRegistration: boolean;
  readonly PauseEvalBroker: boolean;
  /** 0 stands for 100. */
  readonly NodeLimitForFeasibilityChecks: number;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

/** `GET /v1/operator/scheduler/configuration`. */
export interface SchedulerConfigurationResponse {
  readonly SchedulerConfig: ApiSchedulerConfiguration;
  readonly LastContact: number;
  readonly KnownLeader: boolean;
  readonly NextToken: string;
}
