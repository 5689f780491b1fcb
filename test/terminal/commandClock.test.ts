import { afterEach, describe, expect, test, vi } from "vitest";
import { clockOf } from "../../src/terminal/commandClock.js";

describe("a clock that is handed over", () => {
  const start = 1_795_400_003_522_127_701n;
  const clock = () => clockOf({ COALMINE_NOW: String(start) });

  test("stands until something moves it", () => {
    const { isReal, now } = clock();
    expect(isReal).toBe(false);
    expect(now.call(clock())).toBe(start);
  });

  test("goes on while a command sleeps, in no time", async () => {
    const sleeping = clock();
    await sleeping.sleep(3_600_000);
    expect(sleeping.now()).toBe(start + 3_600_000_000_000n);
  });

  test("is set by the agent's answers, and never back", async () => {
    const hearing = clock();
    hearing.hear(String(start + 5n));
    expect(hearing.now()).toBe(start + 5n);
    hearing.hear(String(start + 4n));
    hearing.hear(undefined);
    hearing.hear("soon");
    expect(hearing.now()).toBe(start + 5n);
    await hearing.sleep(1);
    expect(hearing.now()).toBe(start + 1_000_005n);
  });

  test.each(["soon", "-1", "1.5", "12345678901234567890"])("cannot be %j, and says what it can be", (text) => {
    expect(() => clockOf({ COALMINE_NOW: text })).toThrow(
      `COALMINE_NOW is "${text}". Give it nanoseconds since 1970, for instance 1767628800000000000, or unset it.`,
    );
  });
});

describe("the wall clock", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([{}, { COALMINE_NOW: "" }])("counts without anything else: %j", async (environment) => {
    vi.useFakeTimers({ now: 1_767_628_800_000 });
    const clock = clockOf(environment);
    expect(clock.isReal).toBe(true);
    expect(clock.now()).toBe(1_767_628_800_000_000_000n);
    let isAwake = false;
    const waking = clock.sleep(1_000).then(() => {
      isAwake = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(isAwake).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waking;
    expect(clock.now()).toBe(1_767_628_801_000_000_000n);
  });

  test("is not moved by what an agent says, and wakes nobody once it has stopped", () => {
    vi.useFakeTimers({ now: 1_767_628_800_000 });
    const clock = clockOf({});
    clock.hear("9999999999999999999");
    expect(clock.now()).toBe(1_767_628_800_000_000_000n);
    void clock.sleep(1_000);
    clock.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
