import type { Job } from "../../model/job.js";
import type { JsonObject, JsonValue } from "../../model/json.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { Milliseconds } from "../../model/time.js";
import { parseGoDuration } from "../../model/time.js";

/** How a simulated task behaves: what its driver would do (spec 04 §15.2). */
export interface Behaviour {
  /** How long a start takes, restarts included. */
  readonly startBlockMs: Milliseconds;
  readonly startError: { readonly message: string; readonly recoverable: boolean } | undefined;
  /** Until the process ends by itself; undefined: it stays up. */
  readonly runForMs: Milliseconds | undefined;
  readonly exit: Exit;
  /** Whether its service checks pass. */
  readonly checksPass: boolean;
}

/** How a process ended (spec 04 §8.4). */
export interface Exit {
  readonly code: number;
  readonly signal: number;
  readonly message: string;
}

export const cleanExit: Exit = { code: 0, signal: 0, message: "" };

export function exitSucceeded(exit: Exit): boolean {
  return exit.code === 0 && exit.signal === 0 && exit.message === "";
}

/**
 * Reads the behaviour of a task: the keys of `mock_driver` in its `config`, and for every driver the same keys in `meta`
 * with the prefix `coalmine.`, where task beats group beats job. Without any it starts at once and stays up.
 */
export function behaviourOf(job: Job, group: TaskGroup, task: Task): Behaviour {
  const config: JsonObject = task.driver === "mock_driver" ? (task.config ?? {}) : {};
  const meta = { ...job.meta, ...group.meta, ...task.meta };
  const given = (key: string): JsonValue | undefined => meta[`coalmine.${key}`] ?? config[key] ?? undefined;
  const startError = text(given("start_error"));
  return {
    startBlockMs: duration(given("start_block_for")) ?? 0,
    startError:
      startError === "" ? undefined : { message: startError, recoverable: flag(given("start_error_recoverable")) },
    runForMs: duration(given("run_for")),
    exit: {
      code: amount(given("exit_code")),
      signal: amount(given("exit_signal")),
      message: text(given("exit_err_msg")),
    },
    checksPass: text(given("check")) !== "failing",
  };
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function flag(value: JsonValue | undefined): boolean {
  return value === true || value === "true" || value === "1";
}

function amount(value: JsonValue | undefined): number {
  const number = typeof value === "string" || typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : 0;
}

/** A Go duration text, or a number of nanoseconds. */
function duration(value: JsonValue | undefined): Milliseconds | undefined {
  if (typeof value === "string") return parseGoDuration(value);
  return typeof value === "number" || typeof value === "bigint" ? Number(value) / 1_000_000 : undefined;
}
