import type { Query } from "../../api/nomadApi.js";
import type { AllocationListStub } from "../../api/objects/allocation.js";
import type { ApiJob, ApiReschedulePolicy } from "../../api/objects/job.js";
import type { Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { formatList } from "../text/columns.js";
import { idLength, shortId } from "../text/shortId.js";
import { formatAge, formatDuration, instantOf } from "../text/times.js";

/** Which groups will be tried again later, and when. Spec 06 §6.1 step 7. */
export async function showFutureRescheduling(
  invocation: Invocation,
  job: ApiJob,
  stubs: readonly AllocationListStub[],
  { query, isVerbose }: { readonly query: Query; readonly isVerbose: boolean },
): Promise<void> {
  const { api, ui } = invocation;
  const now = invocation.now();
  const rows: string[] = [];
  for (const [group, { FollowupEvalID }] of [...latestOfGroups(stubs)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  )) {
    if (FollowupEvalID === "") continue;
    const { value: evaluation } = await orFail(
      "Error querying job evaluations",
      api.readEvaluation(FollowupEvalID, { region: query.region }),
    );
    const waitUntil = instantOf(evaluation.WaitUntil);
    if (waitUntil === undefined || waitUntil <= now) continue;
    const policy = job.TaskGroups.find(({ Name }) => Name === group)?.ReschedulePolicy;
    rows.push(
      [
        group,
        ...(isVerbose ? [policyText(policy)] : []),
        shortId(evaluation.ID, idLength(isVerbose)),
        formatAge(waitUntil, now),
      ].join("|"),
    );
  }
  if (rows.length === 0) return;
  ui.title("Future Rescheduling Attempts");
  ui.output(formatList([`Task Group|${isVerbose ? "Reschedule Policy|" : ""}Eval ID|Eval Time`, ...rows]));
}

/** The allocation of each group that changed last; the first of several. */
function latestOfGroups(stubs: readonly AllocationListStub[]): ReadonlyMap<string, AllocationListStub> {
  const latest = new Map<string, AllocationListStub>();
  for (const stub of stubs) {
    const known = latest.get(stub.TaskGroup);
    if (known === undefined || stub.ModifyTime > known.ModifyTime) latest.set(stub.TaskGroup, stub);
  }
  return latest;
}

function policyText(policy: ApiReschedulePolicy | null | undefined): string {
  if (!policy) return "";
  const delays = `with ${policy.DelayFunction} delay, max_delay = ${formatDuration(policy.MaxDelay)}`;
  if (policy.Unlimited) return `unlimited ${delays}`;
  return `${policy.Attempts} in ${formatDuration(policy.Interval)} ${delays}`;
}
