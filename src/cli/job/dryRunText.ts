import type { JsonObject } from "../../api/json.js";
import type { PlanResponse } from "../../api/objects/plan.js";
import { failedPlacements, placementMetrics } from "../blocks/metrics.js";
import type { Invocation } from "../definition.js";
import { quote } from "../text/quote.js";
import { formatDuration, formatWait, instantOf } from "../text/times.js";

/** What the scheduler's dry run came to, with colour markup. Spec 06 §6.4 "Dry-run lines". */
export function dryRunText(invocation: Invocation, job: JsonObject, plan: PlanResponse): string {
  const failed = Object.entries(plan.FailedTGAllocs ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    ...(failed.length === 0
      ? ["[bold][green]- All tasks successfully allocated.[reset]"]
      : [failureText(invocation, job, failed)]),
    ...rollingUpdates(plan),
    ...nextLaunch(invocation, plan),
  ].join("\n");
}

function failureText(
  { style, context }: Invocation,
  job: JsonObject,
  failed: readonly (readonly [string, NonNullable<PlanResponse["FailedTGAllocs"]>[string]])[],
): string {
  const what = job.Type === "system" ? "allocations on all nodes" : "all allocations";
  const view = { style, pins: context.pins, indent: "    ", withScores: false };
  const groups = failed.map(
    ([group, metrics]) =>
      `  [yellow]Task Group ${quote(group)} (${failedPlacements(metrics)}):\n[reset]` +
      `[yellow]${placementMetrics(metrics, view)}[reset]`,
  );
  return `[bold][yellow]- WARNING: Failed to place ${what}.[reset]\n${groups.join("\n\n")}`;
}

/** Nomad 2.0.5 creates no such evaluations any more; older servers do. */
function rollingUpdates({ CreatedEvals }: PlanResponse): readonly string[] {
  const rolling = (CreatedEvals ?? []).filter(({ TriggeredBy }) => TriggeredBy === "rolling-update");
  return rolling.map(
    ({ Wait = 0n }) => `[green]- Rolling update, next evaluation will be in ${formatDuration(BigInt(Wait))}.`,
  );
}

function nextLaunch(invocation: Invocation, { NextPeriodicLaunch }: PlanResponse): readonly string[] {
  const launch = instantOf(NextPeriodicLaunch);
  if (launch === undefined || NextPeriodicLaunch === null) return [];
  const at = invocation.style.plan.formatLaunch(NextPeriodicLaunch);
  const wait = formatWait(launch, invocation.now());
  return [`[green]- If submitted now, next periodic launch would be at ${at} (${wait} from now).`];
}
