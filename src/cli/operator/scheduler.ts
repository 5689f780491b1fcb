import type { ApiSchedulerConfiguration } from "../../api/objects/schedulerConfiguration.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { integer, text, truth } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { parseUnsigned } from "../parseUnsigned.js";
import { schedulerConfigurationType } from "../shapes/clusterTypes.js";
import { formatKeyValues } from "../text/columns.js";

/** `nomad operator scheduler get-config`: how the schedulers decide. Arguments are not looked at. Spec 06 §6.10. */
export const schedulerGetConfig = defineCommand({
  path: "operator scheduler get-config",
  synopsis: "operator scheduler get-config [options]",
  about: "Show how the schedulers decide.",
  usage: [],
  flags: formatFlags,
  async run({ api, query, ui }, { flags }) {
    const phrase = "Error querying scheduler configuration";
    const { value } = await orFail(phrase, api.readSchedulerConfiguration(query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(value, schedulerConfigurationType));
      return 0;
    }
    const { SchedulerConfig: configuration } = value;
    const preemption = configuration.PreemptionConfig;
    ui.output(
      formatKeyValues([
        `Scheduler Algorithm|${configuration.SchedulerAlgorithm}`,
        `Memory Oversubscription|${configuration.MemoryOversubscriptionEnabled}`,
        `Reject Job Registration|${configuration.RejectJobRegistration}`,
        `Pause Eval Broker|${configuration.PauseEvalBroker}`,
        `Preemption System Scheduler|${preemption.SystemSchedulerEnabled}`,
        `Preemption Service Scheduler|${preemption.ServiceSchedulerEnabled}`,
        `Preemption Batch Scheduler|${preemption.BatchSchedulerEnabled}`,
        `Preemption SysBatch Scheduler|${preemption.SysBatchSchedulerEnabled}`,
        `Node Limit For Feasibility Checks|${configuration.NodeLimitForFeasibilityChecks}`,
        `Modify Index|${configuration.ModifyIndex}`,
      ]),
    );
    return 0;
  },
});

const changes = {
  "scheduler-algorithm": text("binpack or spread."),
  "memory-oversubscription": truth("Whether tasks may use more memory than they reserve."),
  "reject-job-registration": truth("Whether jobs are taken from management tokens only."),
  "pause-eval-broker": truth("Whether evaluations wait until the broker goes on."),
  "preempt-batch-scheduler": truth("Whether batch jobs push out what matters less."),
  "preempt-service-scheduler": truth("Whether service jobs do."),
  "preempt-sysbatch-scheduler": truth("Whether sysbatch jobs do."),
  "preempt-system-scheduler": truth("Whether system jobs do."),
  "node-limit-for-feasibility-checks": integer("How many nodes are looked at for one placement; 0 for the default."),
} as const;

interface SchedulerChanges {
  readonly "scheduler-algorithm": string;
  readonly "memory-oversubscription": boolean | undefined;
  readonly "reject-job-registration": boolean | undefined;
  readonly "pause-eval-broker": boolean | undefined;
  readonly "preempt-batch-scheduler": boolean | undefined;
  readonly "preempt-service-scheduler": boolean | undefined;
  readonly "preempt-sysbatch-scheduler": boolean | undefined;
  readonly "preempt-system-scheduler": boolean | undefined;
  readonly "node-limit-for-feasibility-checks": number;
}

/** `nomad operator scheduler set-config`: changes how the schedulers decide; what is not named stays. Spec 06 §6.10. */
export const schedulerSetConfig = defineCommand({
  path: "operator scheduler set-config",
  synopsis: "operator scheduler set-config [options]",
  about: "Change how the schedulers decide.",
  usage: ["This command takes no arguments"],
  flags: { ...changes, "check-index": text("Change it only if its modify index is this one.") },
  async run(invocation, { flags, given, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const checkIndex = flags["check-index"];
    const demanded = checkIndex === "" ? undefined : parseUnsigned("Error parsing check-index value", checkIndex);
    const phrase = "Error querying for scheduler configuration";
    const { SchedulerConfig: present } = (await orFail(phrase, api.readSchedulerConfiguration(query))).value;
    if (demanded !== undefined && demanded !== present.ModifyIndex) {
      throw new CommandFailure(
        `Error performing check index set: check-index ${demanded} does not match does not match current state value ${present.ModifyIndex}`,
      );
    }
    const { Updated } = await orFail(
      "Error setting scheduler configuration",
      api.writeSchedulerConfiguration(changed(present, flags, given), present.ModifyIndex, query),
    );
    if (!Updated) {
      throw new CommandFailure("Scheduler configuration could not be atomically updated, please try again");
    }
    ui.output("Scheduler configuration updated!");
    return 0;
  },
});

function changed(
  present: ApiSchedulerConfiguration,
  wanted: SchedulerChanges,
  given: ReadonlySet<string>,
): ApiSchedulerConfiguration {
  const { PreemptionConfig: preemption } = present;
  const limit = "node-limit-for-feasibility-checks";
  return {
    SchedulerAlgorithm: wanted["scheduler-algorithm"] || present.SchedulerAlgorithm,
    PreemptionConfig: {
      SystemSchedulerEnabled: wanted["preempt-system-scheduler"] ?? preemption.SystemSchedulerEnabled,
      SysBatchSchedulerEnabled: wanted["preempt-sysbatch-scheduler"] ?? preemption.SysBatchSchedulerEnabled,
      BatchSchedulerEnabled: wanted["preempt-batch-scheduler"] ?? preemption.BatchSchedulerEnabled,
      ServiceSchedulerEnabled: wanted["preempt-service-scheduler"] ?? preemption.ServiceSchedulerEnabled,
    },
    MemoryOversubscriptionEnabled: wanted["memory-oversubscription"] ?? present.MemoryOversubscriptionEnabled,
    RejectJobRegistration: wanted["reject-job-registration"] ?? present.RejectJobRegistration,
    PauseEvalBroker: wanted["pause-eval-broker"] ?? present.PauseEvalBroker,
    NodeLimitForFeasibilityChecks: given.has(limit) ? wanted[limit] : present.NodeLimitForFeasibilityChecks,
    CreateIndex: present.CreateIndex,
    ModifyIndex: present.ModifyIndex,
  };
}
