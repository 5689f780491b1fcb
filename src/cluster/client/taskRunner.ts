import type { TaskRunner } from "../../model/allocationRunner.js";
import type { JobType } from "../../model/job.js";
import type { Task } from "../../model/task.js";
import type { TaskState } from "../../model/taskState.js";
import type { Instant } from "../../model/time.js";
import type { Behaviour, Exit } from "./behaviour.js";
import { cleanExit, exitSucceeded } from "./behaviour.js";
import { decideRestart, restartsOnSuccess } from "./restarts.js";
import { taskEvent, withEvent } from "./taskEvents.js";

/** A task that the client has just received: pending, its restart tracker anchored at this moment. Spec 04 §15.3 step 1. */
export function receivedTask(now: Instant): TaskRunner {
  const state: TaskState = {
    state: "pending",
    failed: false,
    restarts: 0,
    lastRestart: undefined,
    startedAt: undefined,
    finishedAt: undefined,
    events: [taskEvent.received(now)],
  };
  return {
    state,
    setUp: false,
    startAt: undefined,
    startsFrom: undefined,
    exitAt: undefined,
    injectedExit: undefined,
    killAt: undefined,
    intervalStart: now,
    restartCount: 0,
  };
}

/** The gate is open: the task directory is built once, then the driver starts it. Spec 04 §15.3 step 3. */
export function setUpTask(runner: TaskRunner, behaviour: Behaviour, now: Instant): TaskRunner {
  return {
    ...runner,
    setUp: true,
    startAt: now + behaviour.startBlockMs,
    startsFrom: now,
    state: withEvent(runner.state, taskEvent.setup(now)),
  };
}

/** What a start or an exit is decided with. */
export interface TaskRules {
  readonly type: JobType;
  readonly task: Task;
  readonly behaviour: Behaviour;
}

/** The driver starts it, or fails to. Spec 04 §8.2. */
export function startTask(runner: TaskRunner, rules: TaskRules, now: Instant): TaskRunner {
  const { startError, runForMs } = rules.behaviour;
  if (startError !== undefined) {
    const told = {
      ...runner,
      startAt: undefined,
      state: withEvent(runner.state, taskEvent.driverFailure(now, startError.message)),
    };
    return ended(told, rules, { succeeded: false, unrecoverable: !startError.recoverable }, now);
  }
  return {
    ...runner,
    startAt: undefined,
    exitAt: runForMs === undefined ? undefined : now + runForMs,
    injectedExit: undefined,
    state: withEvent({ ...runner.state, state: "running", startedAt: now }, taskEvent.started(now)),
  };
}

/** The process ends by itself: then the restart policy decides. Spec 04 §10. */
export function exitTask(runner: TaskRunner, rules: TaskRules, now: Instant): TaskRunner {
  const exit: Exit = runner.injectedExit ?? rules.behaviour.exit;
  const told: TaskRunner = {
    ...runner,
    exitAt: undefined,
    injectedExit: undefined,
    state: withEvent(runner.state, taskEvent.terminated(now, exit)),
  };
  return ended(told, rules, { succeeded: exitSucceeded(exit), unrecoverable: false }, now);
}

function ended(
  runner: TaskRunner,
  rules: TaskRules,
  ending: { readonly succeeded: boolean; readonly unrecoverable: boolean },
  now: Instant,
): TaskRunner {
  const onSuccess = restartsOnSuccess(rules.type, rules.task);
  const { decision, tracker } = decideRestart(rules.task.restart, runner, ending, onSuccess, now);
  const counted = { ...runner, ...tracker };
  switch (decision.kind) {
    case "succeed":
      return dead(counted, false, now);
    case "fail":
      return dead(
        { ...counted, state: withEvent(counted.state, taskEvent.notRestarting(now, decision.reason)) },
        true,
        now,
      );
    case "restart": {
      const state = withEvent(counted.state, taskEvent.restarting(now, decision.delayMs, decision.reason));
      // It was waiting for its shutdown_delay: the decision is told, but nothing comes of it (04 §9.3).
      if (runner.killAt !== undefined) return dead({ ...counted, state }, false, now);
      return {
        ...counted,
        startAt: now + decision.delayMs + rules.behaviour.startBlockMs,
        startsFrom: now + decision.delayMs,
        state: { ...state, state: "pending", restarts: state.restarts + 1, lastRestart: now },
      };
    }
  }
}

/**
 * An operator has it started anew: its process is stopped first if it runs. No attempt of the restart policy is used up.
 * Spec 04 §8.2, §10 step 2.
 */
export function restartTask(runner: TaskRunner, behaviour: Behaviour, reason: string, now: Instant): TaskRunner {
  const told = withEvent(runner.state, taskEvent.restartSignaled(now, reason));
  const stopped = told.state === "running" ? withEvent(told, taskEvent.terminated(now, cleanExit)) : told;
  const state = withEvent(stopped, taskEvent.restarting(now, 0, ""));
  return {
    ...runner,
    startAt: now + behaviour.startBlockMs,
    startsFrom: now,
    exitAt: undefined,
    injectedExit: undefined,
    state: {
      ...state,
      state: "pending",
      failed: false,
      finishedAt: undefined,
      restarts: state.restarts + 1,
      lastRestart: now,
    },
  };
}

/** What a process that SIGKILL ended leaves behind. */
const killedExit: Exit = { code: 137, signal: 9, message: "" };

/** It is sent a signal, which may be the end of its process: then the restart policy decides. Spec 04 §8.3. */
export function signalTask(runner: TaskRunner, fatal: boolean, now: Instant): TaskRunner {
  const told: TaskRunner = { ...runner, state: withEvent(runner.state, taskEvent.signaling(now)) };
  return fatal ? { ...told, exitAt: now, injectedExit: killedExit } : told;
}

function dead(runner: TaskRunner, failed: boolean, now: Instant): TaskRunner {
  const state: TaskState = { ...runner.state, state: "dead", failed: runner.state.failed || failed, finishedAt: now };
  return { ...runner, startAt: undefined, exitAt: undefined, killAt: undefined, state };
}

/**
 * Begins to kill a task. One that does not run dies with the event `Killing` alone, but a start that the driver has begun is
 * brought to its end first (recorded); a running one may wait for its `shutdown_delay` first. Spec 04 §9.3.
 */
export function killTask(runner: TaskRunner, task: Task, reason: string, skipDelay: boolean, now: Instant): TaskRunner {
  if (runner.state.state === "dead" || runner.killAt !== undefined) return runner;
  const told = withEvent(runner.state, taskEvent.killing(now, task.killTimeoutMs, reason));
  if (runner.state.state === "pending") {
    return isStarting(runner, now)
      ? { ...runner, killAt: runner.startAt, state: told }
      : dead({ ...runner, state: told }, false, now);
  }
  const delayMs = task.shutdownDelayMs;
  if (delayMs <= 0) return interruptTask({ ...runner, state: told }, now);
  if (skipDelay)
    return interruptTask({ ...runner, state: withEvent(told, taskEvent.skippingShutdownDelay(now, delayMs)) }, now);
  const waiting: TaskState = { ...told, state: "pending" };
  return {
    ...runner,
    killAt: now + delayMs,
    state: withEvent(waiting, taskEvent.waitingForShutdownDelay(now, delayMs)),
  };
}

function isStarting({ startAt, startsFrom }: TaskRunner, now: Instant): boolean {
  return startAt !== undefined && startAt > now && startsFrom !== undefined && startsFrom <= now;
}

/** The wait before the interrupt is over; a process whose start was still to be finished comes up for it. */
export function finishKill(runner: TaskRunner, rules: TaskRules, now: Instant): TaskRunner {
  if (runner.startAt === undefined) return interruptTask(runner, now);
  const started = startTask(runner, rules, now);
  return started.state.state === "running" ? interruptTask(started, now) : started;
}

/** The interrupt reaches the process, which stops at once. Spec 04 §15.2. */
function interruptTask(runner: TaskRunner, now: Instant): TaskRunner {
  const terminated = withEvent(runner.state, taskEvent.terminated(now, cleanExit));
  return dead({ ...runner, state: withEvent(terminated, taskEvent.killed(now)) }, false, now);
}
