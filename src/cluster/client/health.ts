import type { Allocation } from "../../model/allocation.js";
import type { AllocationRunner, HealthWatch, TaskRunner } from "../../model/allocationRunner.js";
import { unwatched } from "../../model/allocationRunner.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import { goDuration } from "../../model/time.js";
import { updateBlockEmpty } from "../../model/update.js";
import { behaviourOf } from "./behaviour.js";
import { stageOf } from "./lifecycle.js";
import { taskEvent, withEvent } from "./taskEvents.js";

/** The numbers that health is watched with. */
interface HealthRules {
  readonly minHealthyTimeMs: Milliseconds;
  readonly healthyDeadlineMs: Milliseconds;
  readonly usesChecks: boolean;
}

const migrateDefaults: HealthRules = { minHealthyTimeMs: 10_000, healthyDeadlineMs: 300_000, usesChecks: true };

/**
 * Whether an allocation's health is watched, and with which numbers: the update block's inside a deployment, the migrate
 * block's outside. Spec 04 §11.1.
 */
export function healthRules(allocation: Allocation, group: TaskGroup): HealthRules | undefined {
  const { type } = allocation.job;
  if (type !== "service" && type !== "system") return undefined;
  if (allocation.deploymentId === undefined) {
    const { migrate } = group;
    if (migrate === undefined) return migrateDefaults;
    return { ...migrate, usesChecks: migrate.healthCheck === "checks" };
  }
  const { update } = group;
  if (update === undefined || updateBlockEmpty(update) || update.healthCheck === "manual") return undefined;
  return { ...update, usesChecks: update.healthCheck === "checks" };
}

/** A fresh watch from now on; what was decided for another deployment is forgotten. Spec 04 §11.1. */
export function startWatch(allocation: Allocation, group: TaskGroup, now: Instant): HealthWatch {
  return healthRules(allocation, group) === undefined ? unwatched : { ...unwatched, since: now };
}

/** What the watch sees of the tasks. */
type TaskVerdict = "unhealthy" | "not started" | { readonly since: Instant };

/**
 * Moves the watch on: min_healthy_time runs from the latest start of a task and begins anew with each restart; the
 * healthy deadline ends the watch; a verdict is final. Spec 02 §6.2, §6.3.
 */
export function assess(runner: AllocationRunner, allocation: Allocation, group: TaskGroup, now: Instant): HealthWatch {
  const { health } = runner;
  if (health.verdict !== undefined) return health;
  if (runner.clientStatus === "failed" && allocation.deploymentId !== undefined) return decided(health, false, now);
  const rules = healthRules(allocation, group);
  if (rules === undefined || health.since === undefined) return health;
  const seen = taskVerdict(group, runner.tasks);
  if (seen === "unhealthy") return decided(health, false, now);
  const timed =
    seen === "not started" ? { ...health, healthyAt: undefined } : watchStart(health, seen.since, rules, now);
  const steady = timed.healthyAt !== undefined && timed.healthyAt <= now;
  if (steady && checksPass(rules, allocation, group)) return decided(timed, true, now);
  if (health.since + rules.healthyDeadlineMs <= now) return decided(timed, false, now);
  return timed;
}

/** When the watch has to be looked at again by itself; undefined when it is over. */
export function nextLook(health: HealthWatch, rules: HealthRules | undefined, now: Instant): Instant | undefined {
  if (health.verdict !== undefined || health.since === undefined || rules === undefined) return undefined;
  const deadline = health.since + rules.healthyDeadlineMs;
  const healthyAt = health.healthyAt !== undefined && health.healthyAt > now ? health.healthyAt : deadline;
  return Math.min(healthyAt, deadline);
}

function decided(health: HealthWatch, healthy: boolean, now: Instant): HealthWatch {
  return { ...health, healthyAt: undefined, verdict: { healthy, timestamp: now, canary: false, modifyIndex: 0 } };
}

function watchStart(health: HealthWatch, since: Instant, rules: HealthRules, now: Instant): HealthWatch {
  if (health.stableSince === since && health.healthyAt !== undefined) return health;
  return { ...health, stableSince: since, healthyAt: now + rules.minHealthyTimeMs };
}

function taskVerdict(group: TaskGroup, runners: Readonly<Record<string, TaskRunner>>): TaskVerdict {
  let since = 0;
  let pending = false;
  for (const task of group.tasks) {
    const state = runners[task.name]?.state;
    if (state === undefined || !counts(task, state)) continue;
    const preparation = stageOf(task) === "prestart";
    if (state.failed || (state.finishedAt !== undefined && !preparation)) return "unhealthy";
    if (state.state === "pending") pending = true;
    since = Math.max(since, state.startedAt ?? 0);
  }
  return pending ? "not started" : { since };
}

/** Poststop tasks do not count, nor poststart tasks that ended well. */
function counts(task: Task, state: TaskRunner["state"]): boolean {
  const stage = stageOf(task);
  if (stage === "poststop") return false;
  return !(stage === "poststart" && state.state === "dead" && !state.failed);
}

/** Whether the service checks that count pass: all of them, or none has to. Spec 02 §6.4. */
export function checksPass(rules: HealthRules, allocation: Allocation, group: TaskGroup): boolean {
  if (!rules.usesChecks) return true;
  const services = [...group.services, ...group.tasks.flatMap((task) => task.services)];
  const told = group.tasks.every((task) => behaviourOf(allocation.job, group, task).checksPass);
  return told || services.every((service) => service.checks.length === 0);
}

/**
 * Tells each task that has its part in a bad verdict why, as far as the allocation belongs to a deployment and is not being
 * stopped. Spec 04 §11.3.
 */
export function tellUnhealthyTasks(
  tasks: Readonly<Record<string, TaskRunner>>,
  group: TaskGroup,
  rules: HealthRules | undefined,
  now: Instant,
): Readonly<Record<string, TaskRunner>> {
  const failed = Object.values(tasks).some((task) => task.state.failed);
  const told: Record<string, TaskRunner> = { ...tasks };
  for (const task of group.tasks) {
    const runner = tasks[task.name];
    const reason = runner === undefined ? undefined : unhealthyReason(task, runner, rules, failed);
    if (runner === undefined || reason === undefined) continue;
    told[task.name] = { ...runner, state: withEvent(runner.state, taskEvent.unhealthy(now, reason)) };
  }
  return told;
}

function unhealthyReason(
  task: Task,
  runner: TaskRunner,
  rules: HealthRules | undefined,
  someTaskFailed: boolean,
): string | undefined {
  const { state } = runner;
  if (state.failed) return "Unhealthy because of failed task";
  if (someTaskFailed || rules === undefined) return undefined;
  const deadline = goDuration(rules.healthyDeadlineMs);
  if (state.state === "pending") return `Task not running by healthy_deadline of ${deadline}`;
  const stage = stageOf(task);
  if (state.state === "dead") {
    return stage === "prestart" || stage === "poststart" ? undefined : "Unhealthy because of dead task";
  }
  return `Task not running for min_healthy_time of ${goDuration(rules.minHealthyTimeMs)} by healthy_deadline of ${deadline}`;
}
