import { ApiError } from "../../api/nomadApi.js";
import type { Call, Reply } from "../call.js";
import { readOptionalMembers } from "../call.js";

/** `PUT /v1/client/allocation/:id/restart`. Spec 07 §15. */
export function restartAllocation(call: Call): Reply {
  const members = readOptionalMembers(call);
  const task = members.text("TaskName");
  const allTasks = members.flag("AllTasks") ?? false;
  known(call);
  call.agent.perform({ kind: "restart-allocation", allocationId: call.rest, task, allTasks });
  return { kind: "bare", value: { Index: 0 } };
}

/** `PUT /v1/client/allocation/:id/signal`. */
export function signalAllocation(call: Call): Reply {
  const members = readOptionalMembers(call);
  const task = members.text("Task");
  const signal = members.text("Signal") ?? "";
  known(call);
  call.agent.perform({ kind: "signal-allocation", allocationId: call.rest, task, signal });
  return { kind: "bare", value: { Index: 0 } };
}

function known(call: Call): void {
  if (!call.agent.world.allocations.has(call.rest)) throw new ApiError(404, `Unknown allocation "${call.rest}"`);
}
