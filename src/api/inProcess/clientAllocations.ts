import type { ClientAllocationsApi } from "../nomadApi/clientAllocations.js";
import type { ApiCluster } from "./cluster.js";

export function inProcessClientAllocations({ request }: ApiCluster): ClientAllocationsApi {
  return {
    restartAllocation: async (allocationId, { TaskName: task, AllTasks: allTasks }) => {
      request({ kind: "restart-allocation", allocationId, task, allTasks });
      return { Index: 0 };
    },
    signalAllocation: async (allocationId, { Task: task, Signal: signal }) => {
      request({ kind: "signal-allocation", allocationId, task, signal });
      return { Index: 0 };
    },
  };
}
