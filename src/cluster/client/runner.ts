import type { Allocation } from "../../model/allocation.js";
import { serverTerminal } from "../../model/allocation.js";
import type { AllocationRunner, HealthWatch, TaskRunner } from "../../model/allocationRunner.js";
import { unwatched } from "../../model/allocationRunner.js";
import { findTaskGroup } from "../../model/job.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { Instant } from "../../model/time.js";
import { behaviourOf } from "./behaviour.js";
import { clientStatusOf } from "./clientStatus.js";
import { abandon, tellReturn } from "./disconnection.js";
import { assess, healthRules, nextLook, startWatch, tellUnhealthyTasks } from "./health.js";
import { beginKill, fatalDeath, progressKill } from "./killing.js";
import { coordinate, gateOpen, stageOf } from "./lifecycle.js";
import type { TaskRules } from "./taskRunner.js";
import { exitTask, finishKill, killTask, receivedTask, setUpTask, startTask } from "./taskRunner.js";

const timeIsUp = "allocation exceeded max_run_duration";

/** A client takes an allocation over: its tasks are pending, nothing has started. Spec 04 §15.3 step 1. */
export function receiveAllocation(allocation: Allocation, group: TaskGroup, now: Instant): AllocationRunner {
  return {
    allocationId: allocation.id,
    nodeId: allocation.nodeId,
    job: allocation.job,
    receivedAt: now,
    seenIndex: allocation.allocModifyIndex,
    deploymentId: allocation.deploymentId,
    startedAt: undefined,
    tasks: Object.fromEntries(group.tasks.map((task) => [task.name, receivedTask(now)])),
    coordinator: "init",
    kill: undefined,
    health: unwatched,
    clientStatus: "pending",
    clientDescription: "",
    acknowledged: undefined,
    unsent: false,
    timer: undefined,
  };
}

/** What a runner has to know of the world outside. */
export interface Surroundings {
  /** The allocation as the servers have it. */
  readonly allocation: Allocation;
  readonly now: Instant;
  /** The allocations that it replaces or pushed off are gone (spec 04 §9.2). */
  readonly predecessorsGone: boolean;
  /** When its client gives it up because it does not hear the servers; undefined: not at all (spec 04 §7.3). */
  readonly abandonedAt: Instant | undefined;
}

/**
 * Everything that happens to one allocation on its client at one instant, to a fixed point: what the servers want, what is
 * due, who may start, whose death takes others along, and what that means for status and health. Spec 04 §15.3.
 */
export function advanceRunner(before: AllocationRunner, surroundings: Surroundings): AllocationRunner {
  const { allocation, now } = surroundings;
  const group = findTaskGroup(allocation.job, allocation.taskGroup);
  if (group === undefined) return before;
  let runner = heedServers(before, allocation, group, now);
  runner = abandon(runner, group, surroundings.abandonedAt, now);
  runner = openGate(runner, allocation, group, surroundings);
  for (;;) {
    const settled = settleTasks(runner, allocation, group, now);
    if (settled === runner) break;
    runner = settled;
  }
  return withNews(before, concludeStep(runner, allocation, group, now));
}

/** The servers wrote the allocation: a stop begins the killing, any other write restarts an open health watch. */
function heedServers(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  now: Instant,
): AllocationRunner {
  const stopping = serverTerminal(allocation);
  let next = runner;
  if (allocation.allocModifyIndex > runner.seenIndex) {
    next = { ...next, seenIndex: allocation.allocModifyIndex, deploymentId: allocation.deploymentId };
    next = tellReturn(next, allocation, group, now);
    if (!stopping && runner.startedAt !== undefined)
      next = { ...next, health: watchAfterWrite(runner, allocation, group, now) };
  }
  if (stopping && next.kill === undefined) {
    const skipDelay = allocation.desiredTransition.noShutdownDelay === true;
    next = { ...next, kill: beginKill(group, { reason: "", ownDoing: false, skipDelay }, now) };
  }
  return next;
}

/** Health is decided once for a deployment; while it is open each write begins the watch anew. Spec 04 §11.1. */
function watchAfterWrite(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  now: Instant,
): HealthWatch {
  const sameDeployment = runner.deploymentId === allocation.deploymentId;
  const decided = runner.health.verdict !== undefined || allocation.deploymentStatus?.healthy !== undefined;
  return sameDeployment && decided ? runner.health : startWatch(allocation, group, now);
}

/** Before anything starts, the predecessors have to be gone; then health is watched. Spec 04 §9.2. */
function openGate(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  { now, predecessorsGone }: Surroundings,
): AllocationRunner {
  if (runner.startedAt !== undefined || runner.kill !== undefined || !predecessorsGone) return runner;
  return { ...runner, startedAt: now, health: startWatch(allocation, group, now) };
}

function settleTasks(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  now: Instant,
): AllocationRunner {
  const due = performDue(runner, allocation, group, now);
  if (due !== runner) return due;
  const expired = expire(runner, allocation, group, now);
  if (expired !== runner) return expired;
  const killed = progressKill(runner, group, allocation.desiredTransition.noShutdownDelay === true, now);
  if (killed !== runner) return killed;
  const deaths = runner.kill === undefined ? fatalDeath(group, runner.tasks, now) : undefined;
  if (deaths !== undefined) {
    return { ...runner, tasks: deaths, kill: beginKill(group, { reason: "", ownDoing: true, skipDelay: false }, now) };
  }
  return startTasks(runner, allocation, group, now);
}

/** Starts, exits and interrupts that are due, task by task. */
function performDue(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  now: Instant,
): AllocationRunner {
  for (const task of group.tasks) {
    const current = runner.tasks[task.name];
    if (current === undefined) continue;
    if (!isDue(current, task, runner, now)) continue;
    const next = dueStep(current, taskRules(runner, allocation, group, task), now);
    return { ...runner, tasks: { ...runner.tasks, [task.name]: next } };
  }
  return runner;
}

function isDue(current: TaskRunner, task: Task, runner: AllocationRunner, now: Instant): boolean {
  const { exitAt, killAt, startAt } = current;
  if ((exitAt !== undefined && exitAt <= now) || (killAt !== undefined && killAt <= now)) return true;
  return startAt !== undefined && startAt <= now && gateOpen(runner.coordinator, task);
}

function dueStep(current: TaskRunner, rules: TaskRules, now: Instant): TaskRunner {
  if (current.exitAt !== undefined && current.exitAt <= now) return exitTask(current, rules, now);
  if (current.killAt !== undefined && current.killAt <= now) return finishKill(current, rules, now);
  return startTask(current, rules, now);
}

/** The restart policy is the one that the client received; everything else is the present version's. Spec 04 §10. */
function taskRules(runner: AllocationRunner, allocation: Allocation, group: TaskGroup, task: Task): TaskRules {
  const received = findTaskGroup(runner.job, group.name)?.tasks.find((candidate) => candidate.name === task.name);
  return {
    type: allocation.job.type,
    task: received === undefined ? task : { ...task, restart: received.restart },
    behaviour: behaviourOf(allocation.job, group, task),
  };
}

/** `max_run_duration` is over: everything is killed, poststop tasks never start. Spec 04 §8.5. */
function expire(runner: AllocationRunner, allocation: Allocation, group: TaskGroup, now: Instant): AllocationRunner {
  const deadline = runDeadline(allocation, group);
  if (deadline === undefined || deadline > now || runner.kill !== undefined) return runner;
  const kill = beginKill(group, { reason: timeIsUp, ownDoing: true, skipDelay: false }, now);
  return { ...runner, kill };
}

function runDeadline(allocation: Allocation, group: TaskGroup): Instant | undefined {
  const { type } = allocation.job;
  if (group.maxRunDurationMs === undefined || (type !== "batch" && type !== "sysbatch")) return undefined;
  return allocation.createTime + group.maxRunDurationMs;
}

/** The coordinator moves on, and tasks whose gate is open are set up. Spec 04 §9.1. */
function startTasks(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  now: Instant,
): AllocationRunner {
  if (runner.startedAt === undefined || outOfTime(runner)) return dropPoststop(runner, group, now);
  const coordinator = coordinate(runner.coordinator, group.tasks, runner.tasks);
  if (coordinator !== runner.coordinator) return { ...runner, coordinator };
  for (const task of group.tasks) {
    const current = runner.tasks[task.name];
    if (current === undefined || current.setUp || current.state.state !== "pending") continue;
    const held = runner.kill !== undefined && stageOf(task) !== "poststop";
    if (held || !gateOpen(coordinator, task)) continue;
    const setUp = setUpTask(current, behaviourOf(allocation.job, group, task), now);
    return { ...runner, tasks: { ...runner.tasks, [task.name]: setUp } };
  }
  return runner;
}

/**
 * Poststop tasks that never run: the allocation was stopped before it started, or its time was up and all others are down;
 * only then are they told. Spec 04 §8.5, §15.4.
 */
function dropPoststop(runner: AllocationRunner, group: TaskGroup, now: Instant): AllocationRunner {
  if (runner.kill?.stage !== "poststop") return runner;
  const pending = group.tasks.filter((task) => runner.tasks[task.name]?.state.state === "pending");
  if (pending.length === 0) return runner;
  const tasks: Record<string, TaskRunner> = { ...runner.tasks };
  for (const task of pending) {
    const current = tasks[task.name];
    if (current === undefined) continue;
    tasks[task.name] = outOfTime(runner)
      ? killTask(current, task, timeIsUp, true, now)
      : { ...current, state: { ...current.state, state: "dead", finishedAt: now } };
  }
  return { ...runner, tasks };
}

function outOfTime(runner: AllocationRunner): boolean {
  return runner.kill?.reason === timeIsUp;
}

/** A death that takes the rest along is reported when all of them are down (04 §9.4); running out of time at once (§8.5). */
function stillDying(runner: AllocationRunner): boolean {
  return runner.kill?.ownDoing === true && !outOfTime(runner) && runner.kill.stage !== "poststop";
}

/** Status and health after the tasks have settled. */
function concludeStep(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  now: Instant,
): AllocationRunner {
  const waiting = runner.startedAt === undefined && runner.kill === undefined;
  if (waiting) return runner;
  if (stillDying(runner)) return runner;
  const expired = outOfTime(runner);
  const { status, description } = expired
    ? ({ status: "complete", description: timeIsUp } as const)
    : clientStatusOf(runner.tasks);
  const told: AllocationRunner = { ...runner, clientStatus: status, clientDescription: description };
  if (serverTerminal(allocation) || expired) return told;
  const health = assess(told, allocation, group, now);
  const unhealthy = health.verdict?.healthy === false && told.health.verdict === undefined;
  if (!unhealthy || allocation.deploymentId === undefined) return { ...told, health };
  return { ...told, health, tasks: tellUnhealthyTasks(told.tasks, group, healthRules(allocation, group), now) };
}

function withNews(before: AllocationRunner, after: AllocationRunner): AllocationRunner {
  const silent = after.startedAt === undefined && after.kill === undefined;
  const changed =
    after.clientStatus !== before.clientStatus ||
    after.clientDescription !== before.clientDescription ||
    after.tasks !== before.tasks ||
    after.health.verdict !== before.health.verdict ||
    after.startedAt !== before.startedAt;
  return changed && !silent && !stillDying(after) ? { ...after, unsent: true } : after;
}

/** All tasks are down for good. */
export function finished(runner: AllocationRunner): boolean {
  return Object.values(runner.tasks).every((task) => task.state.state === "dead");
}

/** When something will happen on it by itself. */
export function nextInstant(runner: AllocationRunner, allocation: Allocation, now: Instant): Instant | undefined {
  const group = findTaskGroup(allocation.job, allocation.taskGroup);
  if (group === undefined || finished(runner)) return undefined;
  const instants: (Instant | undefined)[] = [];
  for (const task of group.tasks) {
    const current = runner.tasks[task.name];
    if (current === undefined) continue;
    instants.push(current.exitAt, current.killAt);
    if (current.startAt !== undefined && gateOpen(runner.coordinator, task)) instants.push(current.startAt);
  }
  if (runner.kill?.stage === "delay") instants.push(runner.kill.delayUntil);
  if (runner.kill === undefined) instants.push(runDeadline(allocation, group));
  const watched = !serverTerminal(allocation) && !stillDying(runner);
  if (watched) instants.push(nextLook(runner.health, healthRules(allocation, group), now));
  const coming = instants.filter((instant) => instant !== undefined);
  return coming.length === 0 ? undefined : Math.min(...coming);
}
