import type { AllocationRunner, KillProgress, TaskRunner } from "../../model/allocationRunner.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { TaskEvent } from "../../model/taskState.js";
import type { Instant } from "../../model/time.js";
import { stageOf } from "./lifecycle.js";
import { taskEvent, withEvent } from "./taskEvents.js";
import { killTask } from "./taskRunner.js";

/** The first stage of a killing: the group's `shutdown_delay`, unless it is to be skipped. Spec 04 §9.3. */
export function beginKill(
  group: TaskGroup,
  options: { readonly reason: string; readonly ownDoing: boolean; readonly skipDelay: boolean },
  now: Instant,
): KillProgress {
  const delayMs = options.skipDelay ? 0 : (group.shutdownDelayMs ?? 0);
  return { reason: options.reason, ownDoing: options.ownDoing, stage: "delay", delayUntil: now + delayMs };
}

/**
 * Moves a killing on as far as it goes: after the delay the leader, then the other tasks, then the sidecars, each stage when
 * the one before is down; poststop tasks are left to run. Spec 04 §9.3.
 */
export function progressKill(
  runner: AllocationRunner,
  group: TaskGroup,
  skipDelay: boolean,
  now: Instant,
): AllocationRunner {
  let current = runner;
  for (;;) {
    const { kill } = current;
    if (kill === undefined || kill.stage === "poststop") return current;
    if (kill.stage === "delay") {
      if (kill.delayUntil > now) return current;
      current = { ...current, kill: { ...kill, stage: "leader" } };
      continue;
    }
    const victims = victimsOf(kill.stage, group);
    const tasks = killAll(current.tasks, victims, kill, skipDelay, now);
    if (tasks !== current.tasks) current = { ...current, tasks };
    if (victims.some((task) => tasks[task.name]?.state.state !== "dead")) return current;
    current = { ...current, kill: { ...kill, stage: following[kill.stage] } };
  }
}

const following = { leader: "main", main: "sidecars", sidecars: "poststop" } as const;

function victimsOf(stage: "leader" | "main" | "sidecars", group: TaskGroup): readonly Task[] {
  const candidates = group.tasks.filter((task) => stageOf(task) !== "poststop");
  if (stage === "leader") return candidates.filter((task) => task.leader);
  return candidates.filter((task) => isSidecar(task) === (stage === "sidecars"));
}

function isSidecar(task: Task): boolean {
  return task.lifecycle?.sidecar === true;
}

function killAll(
  tasks: AllocationRunner["tasks"],
  victims: readonly Task[],
  kill: KillProgress,
  skipDelay: boolean,
  now: Instant,
): AllocationRunner["tasks"] {
  const open = victims.filter((task) => {
    const runner = tasks[task.name];
    return runner !== undefined && runner.state.state !== "dead" && runner.killAt === undefined;
  });
  // The very same tasks when nobody is left to be killed: the caller looks for a fixed point.
  if (open.length === 0) return tasks;
  const next: Record<string, TaskRunner> = { ...tasks };
  for (const task of open) {
    const runner = next[task.name];
    if (runner === undefined) continue;
    // A sidecar that outlives the main tasks is told of their death first, whoever asked for the end (04 §9.4).
    const orphaned = kill.stage === "sidecars" && !deathNotices.some((notice) => told(runner, notice));
    const informed = orphaned ? withTold(runner, taskEvent.mainTasksDead(now)) : runner;
    next[task.name] = killTask(informed, task, kill.reason, skipDelay, now);
  }
  return next;
}

/** Who has one of these knows already why it has to go. */
const deathNotices = ["Main Tasks Dead", "Sibling Task Failed", "Leader Task Dead"] as const;

function told(runner: TaskRunner, type: string): boolean {
  return runner.state.events.some((event) => event.type === type);
}

function withTold(runner: TaskRunner, event: TaskEvent): TaskRunner {
  return { ...runner, state: withEvent(runner.state, event) };
}

/**
 * A death that takes the rest along: a dead leader, a failed sibling, or main tasks gone with only sidecars left. The
 * living are told why. Spec 04 §9.4.
 *
 * @returns The tasks with their events, or undefined while nothing of the kind happened.
 */
export function fatalDeath(
  group: TaskGroup,
  tasks: AllocationRunner["tasks"],
  now: Instant,
): AllocationRunner["tasks"] | undefined {
  const relevant = group.tasks.filter((task) => stageOf(task) !== "poststop");
  const living = relevant.filter((task) => tasks[task.name]?.state.state !== "dead");
  if (living.length === 0 || living.length === relevant.length) return undefined;
  const event = deathNotice(relevant, living, tasks, now);
  if (event === undefined) return undefined;
  const next: Record<string, TaskRunner> = { ...tasks };
  for (const task of living) {
    const runner = next[task.name];
    if (runner !== undefined) next[task.name] = withTold(runner, event);
  }
  return next;
}

function deathNotice(
  relevant: readonly Task[],
  living: readonly Task[],
  tasks: AllocationRunner["tasks"],
  now: Instant,
): TaskEvent | undefined {
  const dead = relevant.filter((task) => !living.includes(task));
  const leader = dead.find((task) => task.leader);
  if (leader !== undefined && tasks[leader.name]?.state.failed !== true) return taskEvent.leaderDead(now);
  const failed = dead.find((task) => tasks[task.name]?.state.failed === true);
  if (failed !== undefined) return taskEvent.siblingFailed(now, failed.name);
  return living.every(isSidecar) ? taskEvent.mainTasksDead(now) : undefined;
}
