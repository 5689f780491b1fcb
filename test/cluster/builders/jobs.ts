import type { JsonObject, JsonValue } from "../../../src/model/json.js";

/** API JSON of small jobs: every part has a plain default, a test names what matters to it. */

/** A length of time as the API writes it: nanoseconds. */
export function seconds(amount: number): number {
  return Math.round(amount * 1_000_000_000);
}

export const minutes = (amount: number): number => seconds(amount * 60);

/** One task `main` of the mock driver that is up one second after it may start, as spec 02 §17 assumes. */
export function task(given: JsonObject = {}): JsonObject {
  const { Config, ...rest } = given;
  const config = typeof Config === "object" && Config !== null ? Config : {};
  return {
    Name: "main",
    Driver: "mock_driver",
    Config: { start_block_for: "1s", ...config },
    Resources: { CPU: 100, MemoryMB: 64 },
    ...rest,
  };
}

/** A group `web` of one such task. */
export function group(given: JsonObject = {}): JsonObject {
  return { Name: "web", Count: 3, Tasks: [task()], ...given };
}

/** A service job `app` with one group. `version` changes the environment of all tasks: a destructive update. */
export function job(version: number, given: JsonObject = {}, groups: readonly JsonObject[] = [group()]): JsonObject {
  return {
    ID: "app",
    Name: "app",
    Type: "service",
    Datacenters: ["dc1"],
    ...given,
    TaskGroups: groups.map((each) => ({
      ...each,
      Tasks: listOf(each.Tasks).map((one) => ({ ...one, Env: { VERSION: String(version) } })),
    })),
  };
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}

/** Fails at the first exit. */
export const noRestarts: JsonObject = { Attempts: 0, Mode: "fail", Interval: minutes(30), Delay: seconds(15) };

/** Never replaced once failed. */
export const noReschedule: JsonObject = { Attempts: 0, Unlimited: false };
