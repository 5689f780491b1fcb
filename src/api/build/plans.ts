import type { DryRun } from "../../cluster/dryRun.js";
import { nextLaunch } from "../../cluster/periodic/nextLaunch.js";
import { TimeZone } from "../../cluster/periodic/timeZone.js";
import { annotated } from "../../jobspec/diff/annotations.js";
import { jobDiff } from "../../jobspec/diff/jobDiff.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import type { World } from "../../model/world.js";
import type { ApiEvaluation } from "../objects/evaluation.js";
import type { ApiMetrics } from "../objects/metrics.js";
import type { PlanResponse } from "../objects/plan.js";
import { annotationsObject, evaluationObject } from "./evaluations.js";
import { metricsObject } from "./metrics.js";

/** A dry run as the API answers it; empty lists and maps are null. Spec 05 §12.1. */
export function planResponse(world: World, run: DryRun, withDiff: boolean): PlanResponse {
  const { findings, createdEvaluations } = run.attempt;
  const failed = Object.entries(findings.failedTaskGroups).map(([group, metrics]) => [group, metricsObject(metrics)]);
  const index = run.stored?.jobModifyIndex ?? 0;
  const { annotations } = findings;
  return {
    Annotations: annotations === undefined ? null : annotationsObject(world, annotations),
    FailedTGAllocs: failed.length === 0 ? null : (Object.fromEntries(failed) as Readonly<Record<string, ApiMetrics>>),
    JobModifyIndex: index,
    CreatedEvals: createdEvaluations.length === 0 ? null : createdEvaluations.map((each) => notStored(world, each)),
    Diff: withDiff ? annotated(jobDiff(run.stored, run.job), annotations?.desiredUpdates ?? {}) : null,
    NextPeriodicLaunch: nextPeriodicLaunch(world, run),
    Warnings: run.warnings,
    Index: index,
  };
}

/** Nobody has stored it, so it has seen no state. */
function notStored(world: World, evaluation: Evaluation): ApiEvaluation {
  return evaluationObject(world, { ...evaluation, snapshotIndex: 0 });
}

/**
 * When the submitted job would be launched next, by the clocks of its time zone; null for one that no clock launches. Spec 05
 * §12.1 step 5.
 */
function nextPeriodicLaunch(world: World, { job }: DryRun): string | null {
  if (job.periodic === undefined || !job.periodic.enabled) return null;
  const next = nextLaunch(job.periodic, world.now);
  return next === undefined ? null : clockTime(next, new TimeZone(job.periodic.timeZone).offsetAt(next));
}

/** RFC 3339 without a fraction: a launch is at a full second. */
function clockTime(instant: Instant, offsetMs: Milliseconds): string {
  const shown = new Date(instant + offsetMs).toISOString().slice(0, "2026-01-05T16:00:00".length);
  return `${shown}${offsetText(offsetMs)}`;
}

function offsetText(offsetMs: Milliseconds): string {
  const minutes = Math.trunc(Math.abs(offsetMs) / 60_000);
  if (minutes === 0) return "Z";
  const [hour, minute] = [Math.trunc(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${offsetMs < 0 ? "-" : "+"}${hour}:${minute}`;
}
