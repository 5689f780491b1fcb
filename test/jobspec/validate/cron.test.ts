import { describe, expect, test } from "vitest";
import { cronProblem } from "../../../src/jobspec/validate/cron.js";

describe("expressions that are read", () => {
  const specs = [
    "* * * * *",
    "0 0 30 2 *",
    "15-45/5 1,2 * JAN-mar sun",
    "0 9 L * ?",
    "0 9 15W * 5L",
    "0 9 * * mon#2",
    "0 9 * * 7",
    "0 0 1 january * 2030",
    "*/15 * * * * *",
    "0 0 0 1 1 * 2030 ignored",
    "@hourly",
  ];
  test.each(specs)("%s", (spec) => {
    expect(cronProblem(spec)).toBeUndefined();
  });
});

describe("expressions that are not", () => {
  const cases: [string, string][] = [
    ["", "missing field(s)"],
    ["not a cron", "missing field(s)"],
    ["@never", "missing field(s)"],
    ["x * * * *", "syntax error in minute field: 'x'"],
    ["0 24 * * *", "syntax error in hour field: '24'"],
    ["0 0 32 * *", "syntax error in day-of-month field: '32'"],
    ["0 0 * jam *", "syntax error in month field: 'jam'"],
    ["0 0 * * 8", "syntax error in day-of-week field: '8'"],
    ["0 0 * * * 1969", "syntax error in year field: '1969'"],
    ["60 0 0 * * * 2030", "syntax error in second field: '60'"],
    ["1,5-3 * * * *", "syntax error in minute field: '5-3'"],
    ["*/0 * * * *", "syntax error in minute field: '*/0'"],
    ["1-2-3 * * * *", "syntax error in minute field: '1-2-3'"],
  ];
  test.each(cases)("%s", (spec, problem) => {
    expect(cronProblem(spec)).toBe(problem);
  });
});
