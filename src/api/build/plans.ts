import type { DryRun } from "../../cluster/dryRun.js";
import type { World } from "../../model/world.js";
import type { ApiEvaluation, ApiPlanAnnotations } from "../objects/evaluation.js";
import type { ApiJobDiff, DiffType } from "../objects/jobDiff.js";
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
    NextPeriodicLaunch: null,
    Warnings: run.warnings,
    Index: index,
  };
}

/** How the submitted job differs as a whole; its parts are not compared. Spec 05 §11.1. */
function diffObject({ job, stored, changes }: DryRun): ApiJobDiff {
  const type: DiffType = stored === undefined ? "Added" : changes ? "Edited" : "None";
  return { Type: type, ID: job.id, Fields: null, Objects: null, TaskGroups: null };
}
