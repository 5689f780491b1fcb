import type { SchedulerConfiguration } from "../../model/schedulerConfiguration.js";
import type { ApiSchedulerConfiguration } from "../objects/schedulerConfiguration.js";

/** `SchedulerConfig` of `/v1/operator/scheduler/configuration`. Spec 07 §13. */
export function schedulerConfigurationObject(configuration: SchedulerConfiguration): ApiSchedulerConfiguration {
  const { preemption } = configuration;
  return {
    SchedulerAlgorithm: configuration.algorithm,
    PreemptionConfig: {
      SystemSchedulerEnabled: preemption.system,
      SysBatchSchedulerEnabled: preemption.sysbatch,
      BatchSchedulerEnabled: preemption.batch,
      ServiceSchedulerEnabled: preemption.service,
    },
    MemoryOversubscriptionEnabled: configuration.memoryOversubscription,
    RejectJobRegistration: configuration.rejectJobRegistration,
    PauseEvalBroker: configuration.pauseEvalBroker,
    NodeLimitForFeasibilityChecks: configuration.nodeLimitForFeasibilityChecks,
    CreateIndex: configuration.createIndex,
    ModifyIndex: configuration.modifyIndex,
  };
}

/** The other way; an algorithm that there is none of is the cluster's to refuse. */
export function schedulerConfigurationOf(given: ApiSchedulerConfiguration): SchedulerConfiguration {
  const { PreemptionConfig: preemption, SchedulerAlgorithm: algorithm } = given;
  return {
    algorithm: (algorithm === "" ? "binpack" : algorithm) as SchedulerConfiguration["algorithm"],
    preemption: {
      system: preemption.SystemSchedulerEnabled,
      sysbatch: preemption.SysBatchSchedulerEnabled,
      batch: preemption.BatchSchedulerEnabled,
      service: preemption.ServiceSchedulerEnabled,
    },
    memoryOversubscription: given.MemoryOversubscriptionEnabled,
    rejectJobRegistration: given.RejectJobRegistration,
    pauseEvalBroker: given.PauseEvalBroker,
    nodeLimitForFeasibilityChecks: given.NodeLimitForFeasibilityChecks,
    createIndex: 0,
    modifyIndex: 0,
  };
}
