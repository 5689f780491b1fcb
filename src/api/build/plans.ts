import type { DryRun } from "../../cluster/dryRun.js";
import { nextLaunch } from "../../cluster/periodic/nextLaunch.js";
import { jobDiff } from "../../jobspec/diff/jobDiff.js";
import type { DesiredUpdates } from "../../model/evaluation.js";
import type { World } from "../../model/world.js";
import type { ApiEvaluation, ApiPlanAnnotations } from "../objects/evaluation.js";
import type { ApiJobDiff } from "../objects/jobDiff.js";
import type { ApiMetrics } from "../objects/metrics.js";
import { annotationsObject, evaluationObject } from "./evaluations.js";
import { metricsObject } from "./metrics.js";

/** The answer of `PUT /v1/job/:id/plan` (spec 07 §9.3). */
export interface PlanResponse {
  readonly Annotations: ApiPlanAnnotations | null;
  readonly FailedTGAllocs: Readonly<Record<string, ApiMetrics>> | null;
  readonly JobModifyIndex: number;
  readonly CreatedEvals: readonly ApiEvaluation[] | null;
  readonly Diff: ApiJobDiff | null;
  readonly NextPeriodicLaunch: string | null;
  readonly Warnings: string;
  readonly Index: number;
}

/** A dry run as the API answers it; empty lists and maps are null. Spec 05 §12.1. */
export function planResponse(world: World, run: DryRun, withDiff: boolean): PlanResponse {
  const { findings, createdEvaluations } = run.attempt;
  const failed = Object.entries(findings.failedTaskGroups).map(([group, metrics]) => [group, metricsObject(metrics)]);
  const index = run.stored?.jobModifyIndex ?? 0;
  return {
    Annotations: findings.annotations === undefined ? null : annotationsObject(world, findings.annotations),
    FailedTGAllocs: failed.length === 0 ? null : (Object.fromEntries(failed) as PlanResponse["FailedTGAllocs"]),
    JobModifyIndex: index,
    CreatedEvals:
      createdEvaluations.length === 0 ? null : createdEvaluations.map((each) => evaluationObject(world, each)),
    Diff: withDiff ? diffObject(run) : null,
    NextPeriodicLaunch: nextPeriodicLaunch(world, run),
    Warnings: run.warnings,
    Index: index,
  };
}

/** The difference to the stored job; groups carry what the scheduler would do to their allocations. Spec 05 §11.5. */
function diffObject(run: DryRun): ApiJobDiff {
  const diff = jobDiff(run.stored, run.job);
  const desired = run.attempt.findings.annotations?.desiredUpdates ?? {};
  const groups = diff.TaskGroups?.map((group) => ({ ...group, Updates: updatesObject(desired[group.Name]) })) ?? null;
  return { ...diff, TaskGroups: groups };
}

const updateNames = [
  ["ignore", "ignore"],
  ["place", "create"],
  ["migrate", "migrate"],
  ["stop", "destroy"],
  ["canary", "canary"],
  ["inPlaceUpdate", "in-place update"],
  ["destructiveUpdate", "create/destroy update"],
] as const;

/** Null for a group that the scheduler does not know. */
function updatesObject(updates: DesiredUpdates | undefined): Readonly<Record<string, number>> | null {
  if (updates === undefined) return null;
  const counted = updateNames.filter(([name]) => updates[name] > 0).map(([name, shown]) => [shown, updates[name]]);
  return Object.fromEntries(counted) as Readonly<Record<string, number>>;
}

/** When the submitted job would be launched next; null for one that no clock launches. Spec 05 §12.1 step 5. */
function nextPeriodicLaunch(world: World, { job }: DryRun): string | null {
  if (job.periodic === undefined || !job.periodic.enabled) return null;
  const next = nextLaunch(job.periodic, world.now);
  return next === undefined ? null : new Date(next).toISOString().replace(/\.?0*Z$/, "Z");
}
