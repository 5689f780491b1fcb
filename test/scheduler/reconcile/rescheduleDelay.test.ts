import { describe, expect, it } from "vitest";
import type { RescheduleEvent } from "../../../src/model/allocation.js";
import type { ReschedulePolicy } from "../../../src/model/taskGroup.js";
import { nextDelayMs, rescheduleVerdict } from "../../../src/scheduler/reconcile/rescheduleDelay.js";
import { allocationOf } from "../placement/worldOf.js";
import { jobWith, now } from "./group.js";

const exponential: ReschedulePolicy = {
  attempts: 0,
  intervalMs: 0,
  delayMs: 30_000,
  delayFunction: "exponential",
  maxDelayMs: 3_600_000,
  unlimited: true,
};
const fibonacci = { ...exponential, delayFunction: "fibonacci", delayMs: 5000, maxDelayMs: 40_000 };
const constant = { ...exponential, delayFunction: "constant", maxDelayMs: 10_000 };

function failed(policy: ReschedulePolicy, delaysMs: readonly number[], rescheduledAt: number, failedAt = now) {
  const events: RescheduleEvent[] = delaysMs.map((delayMs) => ({
    rescheduleTime: rescheduledAt,
    previousAllocationId: "p",
    previousNodeId: "n",
    delayMs,
  }));
  return allocationOf("a", "node", jobWith({ reschedule: policy }), {
    clientStatus: "failed",
    modifyTime: failedAt,
    rescheduleTracker: delaysMs.length === 0 ? undefined : { events, lastReschedule: "ok" },
  });
}

function series(policy: ReschedulePolicy, length: number): readonly number[] {
  const delays: number[] = [];
  while (delays.length < length) delays.push(nextDelayMs(failed(policy, delays, now), policy));
  return delays;
}

describe("the delay before a replacement", () => {
  it("doubles up to the ceiling", () => {
    expect(series(exponential, 9).map((ms) => ms / 60_000)).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it("adds up like Fibonacci's numbers", () => {
    expect(series({ ...fibonacci, maxDelayMs: 0 }, 7).map((ms) => ms / 1000)).toEqual([5, 5, 10, 15, 25, 40, 65]);
  });

  it("starts a fresh Fibonacci series after a reset", () => {
    expect(nextDelayMs(failed(fibonacci, [40_000, 5000], now), fibonacci)).toBe(5000);
  });

  it("is never capped when constant", () => {
    expect(series(constant, 3)).toEqual([30_000, 30_000, 30_000]);
  });

  it("is reset only where it would exceed the ceiling and the allocation ran longer than that", () => {
    const longAgo = now - 3_600_001;
    expect(nextDelayMs(failed(exponential, [3_600_000], longAgo), exponential)).toBe(30_000);
    expect(nextDelayMs(failed(exponential, [3_600_000], now - 3_600_000), exponential)).toBe(3_600_000);
    expect(nextDelayMs(failed(exponential, [60_000], longAgo), exponential)).toBe(120_000);
  });
});

describe("whether another replacement is allowed", () => {
  const limited: ReschedulePolicy = { ...constant, unlimited: false, attempts: 2, intervalMs: 600_000, delayMs: 5000 };
  const eligible = (delaysMs: readonly number[], rescheduledAt: number): boolean =>
    rescheduleVerdict(failed(limited, delaysMs, rescheduledAt), limited, now).eligible;

  it("counts attempts within the interval", () => {
    expect(eligible([], 0)).toBe(true);
    expect(eligible([5000], now - 1000)).toBe(true);
    expect(eligible([5000, 5000], now - 1000)).toBe(false);
    expect(eligible([5000, 5000], now - 600_000)).toBe(true);
  });

  it("refuses an allocation whose first replacement found no place (Q9)", () => {
    const marked = {
      ...failed(limited, [], 0),
      rescheduleTracker: { events: [], lastReschedule: "no placement" } as const,
    };
    expect(rescheduleVerdict(marked, limited, now).eligible).toBe(false);
    expect(rescheduleVerdict(marked, exponential, now).eligible).toBe(true);
  });
});
