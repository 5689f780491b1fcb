import type { Simulator } from "../../cluster/simulator.js";
import { schedulerConfigurationObject, schedulerConfigurationOf } from "../build/schedulerConfiguration.js";
import type { OperatorApi } from "../nomadApi/operator.js";
import { notSimulated, performRequest } from "./requests.js";

/** How a simulated cluster is run; consensus among servers is none of what is simulated. */
export function operatorApi(simulator: Simulator): OperatorApi {
  const refuse = (what: string) => async () => {
    throw notSimulated(what);
  };
  return {
    readSchedulerConfiguration: async () => {
      const { schedulerConfiguration } = simulator.world;
      const SchedulerConfig = schedulerConfigurationObject(schedulerConfiguration);
      const value = { SchedulerConfig, LastContact: 0, KnownLeader: true, NextToken: "" };
      return { value, index: schedulerConfiguration.modifyIndex };
    },
    writeSchedulerConfiguration: async (given, expectedIndex) => {
      const present = simulator.world.schedulerConfiguration.modifyIndex;
      if (expectedIndex !== present) return { Updated: false, Index: present };
      const configuration = schedulerConfigurationOf(given);
      const { index = 0 } = performRequest(simulator, { kind: "configure-scheduler", configuration });
      return { Updated: true, Index: index };
    },
    readAutopilotConfiguration: refuse("the autopilot is"),
    writeAutopilotConfiguration: refuse("the autopilot is"),
    readAutopilotHealth: refuse("the autopilot is"),
    readRaftConfiguration: refuse("Raft is"),
    removeRaftPeer: refuse("Raft is"),
    transferRaftLeadership: refuse("Raft is"),
    readLicense: async () => {
      throw new Error("Nomad Enterprise only endpoint");
    },
    request: refuse("requests by hand need an agent; in this process they are"),
  };
}
