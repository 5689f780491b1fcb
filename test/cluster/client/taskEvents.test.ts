import { expect, test } from "vitest";
import { taskEvent, withEvent } from "../../../src/cluster/client/taskEvents.js";
import type { TaskEvent, TaskState } from "../../../src/model/taskState.js";

const empty: TaskState = {
  state: "pending",
  failed: false,
  restarts: 0,
  lastRestart: undefined,
  startedAt: undefined,
  finishedAt: undefined,
  events: [],
};

const cases: readonly [TaskEvent, string, string, Readonly<Record<string, string>>][] = [
  [taskEvent.received(0), "Received", "Task received by client", {}],
  [taskEvent.setup(0), "Task Setup", "Building Task Directory", { message: "Building Task Directory" }],
  [taskEvent.started(0), "Started", "Task started by client", {}],
  [taskEvent.driverFailure(0, "no image"), "Driver Failure", "no image", { driver_error: "no image" }],
  [
    taskEvent.terminated(0, { code: 0, signal: 0, message: "" }),
    "Terminated",
    "Exit Code: 0",
    { exit_code: "0", signal: "0", oom_killed: "false" },
  ],
  [
    taskEvent.terminated(0, { code: 137, signal: 9, message: "out" }),
    "Terminated",
    'Exit Code: 137, Signal: 9, Exit Message: "out"',
    { exit_code: "137", signal: "9", oom_killed: "false", exit_message: "out" },
  ],
  [
    taskEvent.restarting(0, 15_000, "Restart within policy"),
    "Restarting",
    "Task restarting in 15s",
    { start_delay: "15000000000", restart_reason: "Restart within policy" },
  ],
  [
    taskEvent.restarting(0, 61_500, "Exceeded allowed attempts, applying a delay"),
    "Restarting",
    "Exceeded allowed attempts, applying a delay - Task restarting in 1m1.5s",
    { start_delay: "61500000000", restart_reason: "Exceeded allowed attempts, applying a delay" },
  ],
  [
    taskEvent.notRestarting(0, "Policy allows no restarts"),
    "Not Restarting",
    "Policy allows no restarts",
    { restart_reason: "Policy allows no restarts", fails_task: "true" },
  ],
  [
    taskEvent.killing(0, 5_000, ""),
    "Killing",
    "Sent interrupt. Waiting 5s before force killing",
    { kill_timeout: "5s" },
  ],
  [
    taskEvent.killing(0, 90_000, ""),
    "Killing",
    "Sent interrupt. Waiting 30s before force killing",
    { kill_timeout: "30s" },
  ],
  [
    taskEvent.killing(0, 5_000, "allocation exceeded max_run_duration"),
    "Killing",
    "allocation exceeded max_run_duration",
    { kill_timeout: "5s" },
  ],
  [taskEvent.killed(0), "Killed", "Task successfully killed", {}],
  [
    taskEvent.waitingForShutdownDelay(0, 90_000),
    "Waiting for shutdown delay",
    "Waiting for shutdown_delay of 1m30s before killing the task.",
    {},
  ],
  [
    taskEvent.skippingShutdownDelay(0, 500),
    "Skipping shutdown delay",
    "Skipping shutdown_delay of 500ms before killing the task.",
    {},
  ],
  [
    taskEvent.siblingFailed(0, "redis"),
    "Sibling Task Failed",
    `Task's sibling "redis" failed`,
    { failed_sibling: "redis" },
  ],
  [taskEvent.leaderDead(0), "Leader Task Dead", "Leader Task in Group dead", {}],
  [taskEvent.mainTasksDead(0), "Main Tasks Dead", "Main tasks in the group died", {}],
  [taskEvent.unhealthy(0, "why"), "Alloc Unhealthy", "why", { message: "why" }],
];

test.each(cases)("spec 04 §8.3: $type: $displayMessage", (event, type, displayMessage, details) => {
  expect(event).toEqual({ type, time: 0, displayMessage, details });
});

test("spec 04 §8.2: the eleventh event pushes the oldest out", () => {
  let state = empty;
  for (let time = 1; time <= 11; time++) state = withEvent(state, taskEvent.started(time));
  expect(state.events.map((event) => event.time)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});
