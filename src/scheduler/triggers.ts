import type { EvaluationTrigger } from "../model/evaluation.js";
import type { JobType } from "../model/job.js";

const generic: readonly EvaluationTrigger[] = [
  "job-register",
  "job-deregister",
  "node-drain",
  "node-update",
  "alloc-stop",
  "alloc-reschedule",
  "rolling-update",
  "queued-allocs",
  "periodic-job",
  "max-plan-attempts",
  "deployment-watcher",
  "alloc-failure",
  "failed-follow-up",
  "preemption",
  "job-scaling",
  "max-disconnect-timeout",
  "reconnect",
];

const system: readonly EvaluationTrigger[] = [
  "job-register",
  "node-update",
  "failed-follow-up",
  "job-deregister",
  "rolling-update",
  "preemption",
  "deployment-watcher",
  "node-drain",
  "alloc-stop",
  "queued-allocs",
  "job-scaling",
  "reconnect",
];

const accepted: Readonly<Record<JobType, ReadonlySet<EvaluationTrigger>>> = {
  service: new Set(generic),
  batch: new Set(generic),
  system: new Set(system),
  sysbatch: new Set([...system, "periodic-job"]),
};

/** Whether a scheduler knows what to do with an evaluation of this trigger. Spec 01 §2.3, 04 §12.1, 04 §14. */
export function acceptsTrigger(type: JobType, trigger: EvaluationTrigger): boolean {
  return accepted[type].has(trigger);
}

/** What is written on an evaluation that no scheduler can handle (spec 01 §2.2). */
export function unknownTriggerText(trigger: EvaluationTrigger): string {
  return `scheduler cannot handle '${trigger}' evaluation reason`;
}
