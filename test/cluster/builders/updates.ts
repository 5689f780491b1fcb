import type { Allocation } from "../../../src/model/allocation.js";
import type { Play } from "./play.js";

/**
 * Notes every change of client status or health of a job's allocations that reaches the servers, as
 * `second status (description) health`, in the order of the reports.
 */
export function updatesOf(play: Play, jobId = "app"): readonly string[] {
  const lines: string[] = [];
  const known = new Map<string, Allocation>();
  play.simulator.listen((action, _events, world) => {
    if (action.kind !== "report-allocations") return;
    for (const id of world.allocationsByNode.get(action.nodeId)?.keysArray() ?? []) {
      const after = world.allocations.get(id);
      if (after === undefined || after.jobId !== jobId) continue;
      const line = changeText(known.get(id), after);
      known.set(id, after);
      if (line !== undefined) lines.push(`${play.second(world.now)} ${line}`);
    }
  });
  return lines;
}

function changeText(before: Allocation | undefined, after: Allocation): string | undefined {
  const health = after.deploymentStatus?.healthy;
  const newHealth = health !== undefined && health !== before?.deploymentStatus?.healthy;
  const newStatus = after.clientStatus !== (before?.clientStatus ?? "pending");
  if (!newHealth && !newStatus) return undefined;
  const verdict = !newHealth ? "" : health ? " healthy" : " unhealthy";
  return newStatus ? `${after.clientStatus} (${after.clientDescription})${verdict}` : verdict.trim();
}
