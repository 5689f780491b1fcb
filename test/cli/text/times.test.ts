import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatDuration,
  formatTimestamp,
  formatTimestampOf2017,
  formatWait,
  goTimeText,
  instantOf,
} from "../../../src/cli/text/times.js";

const second = 1_000_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
const now = instantOf("2026-01-05T18:35:05Z") ?? 0n;

describe("ages", () => {
  test.each([
    [10_000_000n, "0s ago"],
    [740n * second, "12m20s ago"],
    [12n * minute, "12m ago"],
    [80n * minute, "1h20m ago"],
    [22_165n * second, "6h9m ago"],
    [-6n * hour, "6h from now"],
    [100n * hour, "4d4h ago"],
    [438_000n * minute, "10mo4d ago"],
    [20_460n * hour, "2y4mo ago"],
    [hour + 5n * second, "1h5s ago"],
    [24n * hour + 7n * second, "1d7s ago"],
  ])("%s ns is %s", (age, text) => {
    expect(formatAge(now - age, now)).toBe(text);
  });

  test("both instants are rounded by themselves", () => {
    expect(formatAge(now + 400_000_000n, now + 600_000_000n)).toBe("1s ago");
    expect(formatAge(now + 500_000_000n, now + 1_400_000_000n)).toBe("0s ago");
  });

  test("no time and Unix 0 have no age", () => {
    expect(formatAge(undefined, now)).toBe("");
    expect(formatAge(0n, now)).toBe("");
  });
});

describe("timestamps", () => {
  test("seconds are cut, not rounded", () => {
    expect(formatTimestamp(instantOf("2026-01-05T18:35:05.999999999Z"))).toBe("2026-01-05T18:35:05Z");
    expect(formatTimestampOf2017(instantOf("2017-07-25T18:35:05.9Z"))).toBe("07/25/17 18:35:05 UTC");
  });

  test.each([
    [120, "2026-01-05T20:35:05+02:00"],
    [-210, "2026-01-05T15:05:05-03:30"],
    [0, "2026-01-05T18:35:05Z"],
  ])("in a zone %d minutes ahead of UTC", (minutes, text) => {
    expect(formatTimestamp(now, () => minutes * 60_000)).toBe(text);
  });

  test("before the first second of 1970 there is no time", () => {
    expect(formatTimestamp(999_999_999n)).toBe("");
    expect(formatTimestamp(1n * second)).toBe("1970-01-01T00:00:01Z");
    expect(formatTimestampOf2017(0n)).toBe("");
    expect(formatTimestamp(instantOf("0001-01-01T00:00:00Z"))).toBe("");
    expect(formatTimestamp(instantOf(null))).toBe("");
  });

  test("instants keep their nanoseconds and their zone", () => {
    expect(instantOf("2026-11-23T02:07:36.22095518Z")).toBe(1_795_399_656_220_955_180n);
    expect(instantOf("2026-11-23T04:07:36+02:00")).toBe(1_795_399_656_000_000_000n);
  });
});

describe("durations", () => {
  test.each([
    [5n * second, "5s"],
    [90n * second, "1m30s"],
    [hour, "1h0m0s"],
    [24n * hour, "24h0m0s"],
    [1_500_000_000n, "1.5s"],
    [38_474n, "38.474µs"],
    [250_000_000n, "250ms"],
    [7n, "7ns"],
    [0n, "0s"],
    [-90n * second, "-1m30s"],
  ])("%s ns is %s", (span, text) => {
    expect(formatDuration(span)).toBe(text);
  });

  test("a wait is the difference of whole seconds", () => {
    expect(formatWait(now + 5n * second, now + 999_999_999n)).toBe("5s");
    expect(formatWait(now + hour, now)).toBe("1h0m0s");
  });
});

describe("Go's own text of a time", () => {
  test.each([
    ["2026-11-23T02:36:15.026411846Z", "2026-11-23 02:36:15.026411846 +0000 UTC"],
    ["2026-01-05T18:35:05Z", "2026-01-05 18:35:05 +0000 UTC"],
    ["2026-01-05T18:35:05.5+02:00", "2026-01-05 18:35:05.5 +0200 +0200"],
    [null, "0001-01-01 00:00:00 +0000 UTC"],
  ])("%s", (timestamp, text) => {
    expect(goTimeText(timestamp)).toBe(text);
  });
});
