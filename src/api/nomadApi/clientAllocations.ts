import type { Query } from "../nomadApi.js";

/** What the client of an allocation is asked to do with its tasks (spec 07 §15). */
export interface ClientAllocationsApi {
  restartAllocation(
    allocationId: string,
    /** Without a name the tasks that run, or all of them. */
    request: { readonly TaskName: string; readonly AllTasks: boolean },
    query?: Query,
  ): Promise<{ readonly Index: number }>;
  signalAllocation(
    allocationId: string,
    /** Without a name all tasks. */
    request: { readonly Task: string; readonly Signal: string },
    query?: Query,
  ): Promise<{ readonly Index: number }>;
}
