import type { AllocationListStub, ApiAllocation } from "../../api/objects/allocation.js";

/** What a table of allocations shows of one. */
export type AllocationRow = Pick<
  AllocationListStub,
  | "ID"
  | "EvalID"
  | "NodeID"
  | "NodeName"
  | "TaskGroup"
  | "JobVersion"
  | "DesiredStatus"
  | "ClientStatus"
  | "CreateTime"
  | "ModifyTime"
>;

/** The row of an allocation that was read as a whole. */
export function allocationRow(allocation: ApiAllocation): AllocationRow {
  return {
    ID: allocation.ID,
    EvalID: allocation.EvalID,
    NodeID: allocation.NodeID,
    NodeName: allocation.NodeName ?? "",
    TaskGroup: allocation.TaskGroup,
    JobVersion: allocation.Job?.Version ?? 0,
    DesiredStatus: allocation.DesiredStatus ?? "",
    ClientStatus: allocation.ClientStatus ?? "",
    CreateTime: allocation.CreateTime ?? 0n,
    ModifyTime: allocation.ModifyTime ?? 0n,
  };
}
