import type { TaskEvent, TaskState } from "../../model/taskState.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import { goDuration } from "../../model/time.js";
import type { Exit } from "./behaviour.js";

/** At most this many events are kept for a task; the oldest is dropped first (spec 04 §8.2). */
const keptEvents = 10;

/** The client's upper limit for `kill_timeout` (spec 04 §9.3). */
const maxKillTimeoutMs = 30_000;

export function withEvent(state: TaskState, event: TaskEvent): TaskState {
  return { ...state, events: [...state.events, event].slice(-keptEvents) };
}

/** The catalogue of what a client tells of a task, with Nomad's texts (spec 04 §8.3). */
export const taskEvent = {
  received: (time: Instant): TaskEvent => event("Received", time, "Task received by client"),

  setup: (time: Instant): TaskEvent =>
    event("Task Setup", time, "Building Task Directory", { message: "Building Task Directory" }),

  started: (time: Instant): TaskEvent => event("Started", time, "Task started by client"),

  driverFailure: (time: Instant, error: string): TaskEvent =>
    event("Driver Failure", time, error, { driver_error: error }),

  terminated: (time: Instant, exit: Exit): TaskEvent => {
    const signal = exit.signal === 0 ? "" : `, Signal: ${exit.signal}`;
    const message = exit.message === "" ? "" : `, Exit Message: ${JSON.stringify(exit.message)}`;
    return event("Terminated", time, `Exit Code: ${exit.code}${signal}${message}`, {
      exit_code: String(exit.code),
      signal: String(exit.signal),
      oom_killed: "false",
      ...(exit.message === "" ? {} : { exit_message: exit.message }),
    });
  },

  restarting: (time: Instant, delay: Milliseconds, reason: string): TaskEvent => {
    const when = `Task restarting in ${goDuration(delay)}`;
    const text = reason === "" || reason === "Restart within policy" ? when : `${reason} - ${when}`;
    return event("Restarting", time, text, {
      start_delay: String(Math.round(delay * 1_000_000)),
      restart_reason: reason,
    });
  },

  notRestarting: (time: Instant, reason: string): TaskEvent =>
    event("Not Restarting", time, reason, { restart_reason: reason, fails_task: "true" }),

  killing: (time: Instant, killTimeout: Milliseconds, reason: string): TaskEvent => {
    const timeout = goDuration(Math.min(killTimeout, maxKillTimeoutMs));
    const text = reason === "" ? `Sent interrupt. Waiting ${timeout} before force killing` : reason;
    return event("Killing", time, text, { kill_timeout: timeout });
  },

  killed: (time: Instant): TaskEvent => event("Killed", time, "Task successfully killed"),

  waitingForShutdownDelay: (time: Instant, delay: Milliseconds): TaskEvent =>
    event(
      "Waiting for shutdown delay",
      time,
      `Waiting for shutdown_delay of ${goDuration(delay)} before killing the task.`,
    ),

  skippingShutdownDelay: (time: Instant, delay: Milliseconds): TaskEvent =>
    event("Skipping shutdown delay", time, `Skipping shutdown_delay of ${goDuration(delay)} before killing the task.`),

  restartSignaled: (time: Instant, reason: string): TaskEvent =>
    event("Restart Signaled", time, reason, { restart_reason: reason }),

  signaling: (time: Instant): TaskEvent => event("Signaling", time, "Task being sent a signal"),

  siblingFailed: (time: Instant, sibling: string): TaskEvent =>
    event("Sibling Task Failed", time, `Task's sibling "${sibling}" failed`, { failed_sibling: sibling }),

  leaderDead: (time: Instant): TaskEvent => event("Leader Task Dead", time, "Leader Task in Group dead"),

  mainTasksDead: (time: Instant): TaskEvent => event("Main Tasks Dead", time, "Main tasks in the group died"),

  reconnected: (time: Instant): TaskEvent => event("Reconnected", time, "Client reconnected"),

  restoreFailed: (time: Instant): TaskEvent =>
    event("Failed Restoring Task", time, "failed to restore task; will not run until server is contacted"),

  unhealthy: (time: Instant, reason: string): TaskEvent => event("Alloc Unhealthy", time, reason, { message: reason }),
} as const;

function event(
  type: string,
  time: Instant,
  displayMessage: string,
  details: Readonly<Record<string, string>> = {},
): TaskEvent {
  return { type, time, displayMessage, details };
}
