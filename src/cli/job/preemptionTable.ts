import type { AllocationListStub } from "../../api/objects/allocation.js";
import { compareBytes } from "../../jobspec/byteOrder.js";
import { formatList } from "../text/columns.js";

/** As many rows are taken in at a glance; of more, only sums are shown. */
const mostRows = 10;

/** Which allocations would have to give way: one by one, or by job, or by type of job. Spec 06 §6.4 "Preemptions". */
export function preemptionTable(preempted: readonly AllocationListStub[]): string {
  if (preempted.length < mostRows) {
    const rows = preempted.map(({ ID, JobID, TaskGroup }) => `${ID}|${JobID}|${TaskGroup}`);
    return formatList(["Alloc ID|Job ID|Task Group", ...rows]);
  }
  const byJob = counted(preempted, ({ JobType, JobID, Namespace }) => [JobType, JobID, Namespace]);
  if (byJob.length < mostRows) {
    const rows = byJob.map(({ key: [type, job, namespace], count }) => `${job}|${namespace}|${type}|${count}`);
    return formatList(["Job ID|Namespace|Job Type|Preemptions", ...rows]);
  }
  const byType = counted(preempted, ({ JobType }) => [JobType]);
  return formatList(["Job Type|Preemptions", ...byType.map(({ key: [type], count }) => `${type}|${count}`)]);
}

/** How many there are of each kind, in the order of the kinds. */
function counted(
  preempted: readonly AllocationListStub[],
  kindOf: (allocation: AllocationListStub) => readonly string[],
): readonly { readonly key: readonly string[]; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const allocation of preempted) {
    const key = kindOf(allocation).join("\0");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left], [right]) => compareBytes(left, right))
    .map(([key, count]) => ({ key: key.split("\0"), count }));
}
