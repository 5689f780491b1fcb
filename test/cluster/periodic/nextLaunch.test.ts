import { describe, expect, it } from "vitest";
import { nextLaunch } from "../../../src/cluster/periodic/nextLaunch.js";
import type { Periodic } from "../../../src/model/job.js";

const anyTime: Periodic = {
  enabled: true,
  spec: "",
  specs: [],
  specType: "cron",
  prohibitOverlap: false,
  timeZone: "UTC",
};

/** The next launches after an instant, without the fraction of a second. */
function launches(specs: readonly string[], timeZone: string, after: string, count: number): readonly string[] {
  const found: string[] = [];
  let last: number | undefined = Date.parse(after);
  while (found.length < count && last !== undefined) {
    last = nextLaunch({ ...anyTime, specs, timeZone }, last);
    found.push(last === undefined ? "never" : new Date(last).toISOString().replace(".000Z", "Z"));
  }
  return found;
}

describe("when a periodic job is launched next (spec 05 §14)", () => {
  it.each([
    ["five fields", "30 4 * * *", "2026-10-31T12:00:00Z", ["2026-11-01T04:30:00Z", "2026-11-02T04:30:00Z"]],
    ["a launch time itself is over", "0 12 * * *", "2026-10-31T12:00:00Z", ["2026-11-01T12:00:00Z"]],
    ["from the next whole second", "* * * * * * *", "2026-10-31T12:00:00.250Z", ["2026-10-31T12:00:01Z"]],
    ["six fields end with a year", "*/15 * * * * *", "2026-10-31T12:00:00Z", ["2026-10-31T12:15:00Z"]],
    ["a year of its own", "0 0 1 1 * 2030", "2026-10-31T12:00:00Z", ["2030-01-01T00:00:00Z", "never"]],
    [
      "seven fields begin with seconds",
      "*/20 0 0 * * * *",
      "2026-10-31T12:00:00Z",
      ["2026-11-01T00:00:00Z", "2026-11-01T00:00:20Z"],
    ],
    ["more fields are not read", "0 0 0 * * * * nonsense", "2026-10-31T12:00:00Z", ["2026-11-01T00:00:00Z"]],
    ["lists and ranges", "1-3,10 9 * * *", "2026-10-31T09:02:00Z", ["2026-10-31T09:03:00Z", "2026-10-31T09:10:00Z"]],
    [
      "a step from a number goes on to the end",
      "5/25 9 * * *",
      "2026-10-31T09:00:00Z",
      ["2026-10-31T09:05:00Z", "2026-10-31T09:30:00Z", "2026-10-31T09:55:00Z", "2026-11-01T09:05:00Z"],
    ],
    [
      "names of months and days",
      "0 0 * Feb-MAR monday",
      "2026-10-31T12:00:00Z",
      ["2027-02-01T00:00:00Z", "2027-02-08T00:00:00Z"],
    ],
    ["Sunday is 0", "0 0 * * 0", "2026-10-31T12:00:00Z", ["2026-11-01T00:00:00Z"]],
    ["and 7", "0 0 * * 7", "2026-10-31T12:00:00Z", ["2026-11-01T00:00:00Z"]],
    [
      "either of two restricted days",
      "0 0 13 * 5",
      "2026-11-06T12:00:00Z",
      ["2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z"],
    ],
    ["the last day of a month", "0 0 L * *", "2026-10-31T12:00:00Z", ["2026-11-30T00:00:00Z"]],
    ["the weekday nearest to a day", "0 0 15W * *", "2026-10-31T12:00:00Z", ["2026-11-16T00:00:00Z"]],
    ["the last Friday", "0 0 * * 5L", "2026-10-31T12:00:00Z", ["2026-11-27T00:00:00Z"]],
    ["the last Friday by name", "0 0 * * friL", "2026-10-31T12:00:00Z", ["2026-11-27T00:00:00Z"]],
    ["the second Monday", "0 0 * * MON#2", "2026-10-31T12:00:00Z", ["2026-11-09T00:00:00Z"]],
    ["a day that no month has", "0 0 30 2 *", "2026-10-31T12:00:00Z", ["never"]],
    ["@yearly", "@yearly", "2026-10-31T12:00:00Z", ["2027-01-01T00:00:00Z"]],
    ["@annually", "@annually", "2026-10-31T12:00:00Z", ["2027-01-01T00:00:00Z"]],
    ["@monthly", "@monthly", "2026-10-31T12:00:00Z", ["2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"]],
    ["@weekly", "@weekly", "2026-10-31T12:00:00Z", ["2026-11-01T00:00:00Z", "2026-11-08T00:00:00Z"]],
    ["@daily", "@daily", "2026-10-31T12:00:00Z", ["2026-11-01T00:00:00Z"]],
    ["@hourly", "@hourly", "2026-10-31T12:00:00Z", ["2026-10-31T13:00:00Z"]],
  ])("%s: %s", (_what, spec, after, expected) => {
    expect(launches([spec], "UTC", after, expected.length)).toEqual(expected);
  });

  it("takes the earliest of several expressions", () => {
    const expected = ["2026-10-31T18:00:00Z", "2026-11-01T06:00:00Z", "2026-11-01T18:00:00Z"];
    expect(launches(["0 6 * * *", "0 18 * * *"], "UTC", "2026-10-31T12:00:00Z", 3)).toEqual(expected);
  });

  it("reads the one expression of `cron` as well", () => {
    const next = nextLaunch({ ...anyTime, spec: "@hourly" }, Date.parse("2026-10-31T12:00:00Z"));
    expect(next).toBe(Date.parse("2026-10-31T13:00:00Z"));
  });

  // New York: clocks jump from 2:00 to 3:00 on 8 March 2026, and go back from 2:00 to 1:00 on 1 November 2026.
  it.each([
    ["its own clocks", "0 9 * * *", "2026-01-10T00:00:00Z", ["2026-01-10T14:00:00Z"]],
    ["summer time", "0 9 * * *", "2026-07-10T00:00:00Z", ["2026-07-10T13:00:00Z"]],
    ["a time that is skipped", "30 2 * * *", "2026-03-07T12:00:00Z", ["2026-03-09T06:30:00Z"]],
    ["the very time at which clocks jump", "0 2 * * *", "2026-03-07T12:00:00Z", ["2026-03-09T06:00:00Z"]],
    ["the first time after the jump", "0 3 * * *", "2026-03-07T12:00:00Z", ["2026-03-08T07:00:00Z"]],
    [
      "a time that is repeated",
      "30 1 * * *",
      "2026-10-31T12:00:00Z",
      ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-02T06:30:00Z"],
    ],
    [
      "the very time that clocks go back to",
      "0 1 * * *",
      "2026-10-31T12:00:00Z",
      ["2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"],
    ],
    [
      "every half hour through the repeated hour",
      "*/30 * * * *",
      "2026-11-01T04:59:00Z",
      [
        "2026-11-01T05:00:00Z",
        "2026-11-01T05:30:00Z",
        "2026-11-01T06:00:00Z",
        "2026-11-01T06:30:00Z",
        "2026-11-01T07:00:00Z",
      ],
    ],
    [
      "a repeated time of one day in the year",
      "30 1 1 11 *",
      "2026-10-31T12:00:00Z",
      ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2027-11-01T05:30:00Z"],
    ],
  ])("follows the clocks of a time zone: %s", (_what, spec, after, expected) => {
    expect(launches([spec], "America/New_York", after, expected.length)).toEqual(expected);
  });

  it.each(["", "UTC", "Local"])("takes time zone %j for UTC", (zone) => {
    expect(launches(["0 6 * * *"], zone, "2026-10-31T12:00:00Z", 1)).toEqual(["2026-11-01T06:00:00Z"]);
  });
});
