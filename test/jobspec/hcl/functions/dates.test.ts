import { describe, expect, test } from "vitest";
import { called, type Row } from "./called.js";

describe("functions of timestamps", () => {
  test.each<Row>([
    ["formatdate", ["YYYY-MM-DD hh:mm:ss", "2024-02-29T12:34:56Z"], '"2024-02-29 12:34:56"'],
    [
      "formatdate",
      ["EEEE, D MMMM YY, H:m:s aa AA 'o''clock' ''", "2024-02-29T00:04:06.5+05:30"],
      "\"Thursday, 29 February 24, 12:4:6 am AM o'clock '\"",
    ],
    ["formatdate", ["Z ZZZ ZZZZ ZZZZZ", "2024-02-29T12:34:56Z"], '"Z UTC +0000 +00:00"'],
    ["formatdate", ["Z ZZZ ZZZZ ZZZZZ", "2024-02-29T12:34:56-08:00"], '"-08:00 -0800 -0800 -08:00"'],
    ["formatdate", ["EEE MMM M DD h HH", "2024-12-01T13:00:00Z"], '"Sun Dec 12 01 13 01"'],
    [
      "formatdate",
      ["YYY", "2024-02-29T12:34:56Z"],
      '!format invalid date format verb "YYY": year must either be "YY" or "YYYY"',
    ],
    ["formatdate", ["aaa", "2024-02-29T12:34:56Z"], '!format invalid date format verb "aaa": must be "aa"'],
    ["formatdate", ["X", "2024-02-29T12:34:56Z"], '!format invalid date format verb "X"'],
    ["formatdate", ["'a", "2024-02-29T12:34:56Z"], "!format unterminated literal '"],
    ["formatdate", ["YYYY", "2024-02-30T00:00:00Z"], "!time not a valid RFC3339 timestamp: day out of range"],
    [
      "formatdate",
      ["YYYY", "2024-13-01T00:00:00Z"],
      '!time not a valid RFC3339 timestamp: cannot use "-01T00:00:00Z" as month',
    ],
    [
      "formatdate",
      ["YYYY", "2024-01-01T24:00:00Z"],
      "!time not a valid RFC3339 timestamp: hour must be between 0 and 23 inclusive",
    ],
    [
      "formatdate",
      ["YYYY", "2024-01-01T1:00:00Z"],
      "!time not a valid RFC3339 timestamp: hour must have exactly two digits",
    ],
    [
      "formatdate",
      ["YYYY", "2024-01-01 00:00:00Z"],
      "!time not a valid RFC3339 timestamp: missing required time introducer 'T'",
    ],
    [
      "formatdate",
      ["YYYY", "2024-01-01T00:00:00"],
      "!time not a valid RFC3339 timestamp: end of string before UTC offset",
    ],
    ["formatdate", ["YYYY", "2024-01-01"], "!time not a valid RFC3339 timestamp: missing required time introducer 'T'"],
    ["formatdate", ["YYYY", "2024/01/01"], '!time not a valid RFC3339 timestamp: found "/01/01" where "-" is expected'],
    ["formatdate", ["YYYY", ""], "!time not a valid RFC3339 timestamp: end of string before year"],
    [
      "formatdate",
      ["YYYY", "2024-01-01T00:00:00,5Z"],
      '!time not a valid RFC3339 timestamp: cannot use "," as timestamp segment',
    ],
    [
      "formatdate",
      ["YYYY", "2024-01-01T00:00:00+25:00"],
      "!time not a valid RFC3339 timestamp: end of string before UTC offset",
    ],
    [
      "formatdate",
      ["YYYY", "2024-01-01T00:00:00Zx"],
      '!time not a valid RFC3339 timestamp: cannot use "x" as timestamp segment',
    ],
    [
      "formatdate",
      ["YYYY", "2024-01-01T00:0:00Z"],
      "!time not a valid RFC3339 timestamp: minute must have exactly two digits",
    ],
    ["timeadd", ["2024-02-29T12:00:00Z", "36h"], '"2024-03-02T00:00:00Z"'],
    ["timeadd", ["2024-02-29T12:00:00+02:00", "-1h30m"], '"2024-02-29T10:30:00+02:00"'],
    ["timeadd", ["1999-12-31T23:59:59.9Z", "100ms"], '"2000-01-01T00:00:00Z"'],
    ["timeadd", ["2024-01-01T00:00:00Z", "1 hour"], '! time: unknown unit " hour" in duration "1 hour"'],
    ["timeadd", ["2024-01-01T00:00:00Z", "1"], '! time: missing unit in duration "1"'],
    ["timeadd", ["x", "1h"], '! not a valid RFC3339 timestamp: cannot use "x" as year'],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
