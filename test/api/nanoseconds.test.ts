import { expect, test } from "vitest";
import { fromNanoseconds, toNanoseconds, toTimestamp } from "../../src/api/objects/nanoseconds.js";

test("milliseconds as nanoseconds, fractions of them too, and back", () => {
  expect([0, 5, 1_767_628_800_000, 0.5, -1.25].map(toNanoseconds)).toEqual([
    0n,
    5_000_000n,
    1_767_628_800_000_000_000n,
    500_000n,
    -1_250_000n,
  ]);
  expect(fromNanoseconds(1_500_000n)).toBe(1.5);
});

test.each([
  [0, "1970-01-01T00:00:00Z"],
  [1_767_628_800_000, "2026-01-05T16:00:00Z"],
  [1_767_628_800_120, "2026-01-05T16:00:00.12Z"],
  [1_767_628_800_007, "2026-01-05T16:00:00.007Z"],
  [undefined, null],
])("%s is %s, whenever it is asked", (instant, text) => {
  expect(toTimestamp(instant)).toBe(text);
  for (let other = 0; other < 1_500; other++) toTimestamp(other);
  expect(toTimestamp(instant)).toBe(text);
  expect(toTimestamp(instant)).toBe(text);
});
