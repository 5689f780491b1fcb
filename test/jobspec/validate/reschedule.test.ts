import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { groupErrors, seconds } from "../submission.js";

const limited = { Unlimited: false, Attempts: 2, Interval: seconds(3600) };
const minute = seconds(60);

describe("a reschedule policy", () => {
  const cases: [string, JsonObject, readonly string[]][] = [
    ["the defaults of a service", {}, []],
    ["one that is disabled is not looked at", { Unlimited: false, Delay: 0, DelayFunction: "linear" }, []],
    [
      "attempts that are unlimited as well",
      { Attempts: 2, Interval: seconds(3600) },
      [
        "Reschedule Policy with Attempts = 2, Interval = 1h0m0s, and Unlimited = true is ambiguous",
        "If Attempts >0, Unlimited cannot also be set to true",
      ],
    ],
    ["a short delay", { ...limited, Delay: seconds(1) }, ["Delay cannot be less than 5s (got 1s)"]],
    [
      "an unknown function",
      { ...limited, DelayFunction: "linear" },
      ['Invalid delay function "linear", must be one of ["constant" "exponential" "fibonacci"]'],
    ],
    [
      "a short ceiling, whose message shows the delay",
      { ...limited, Delay: seconds(30), MaxDelay: seconds(1) },
      ["Max Delay cannot be less than 5s (got 30s)", "Max Delay cannot be less than Delay 30s (got 1s)"],
    ],
    [
      "a ceiling below the delay",
      { ...limited, Delay: 2 * minute, MaxDelay: minute },
      ["Max Delay cannot be less than Delay 2m0s (got 1m0s)"],
    ],
    ["a constant delay without a ceiling", { ...limited, DelayFunction: "constant", MaxDelay: 0 }, []],
    [
      "a short interval",
      { Unlimited: false, Attempts: 1, Interval: seconds(10), Delay: seconds(5), DelayFunction: "constant" },
      ["Interval cannot be less than 15s (got 10s)"],
    ],
    [
      "no interval",
      { Unlimited: false, Attempts: 2 },
      [
        "Interval must be a non zero value if Attempts > 0",
        "Interval cannot be less than 15s (got 0s)",
        'Nomad can only make 0 attempts in 0s with initial delay 30s, delay function "exponential", and delay ceiling 1h0m0s',
        "Set the interval to at least 1m0s to accommodate 2 attempts",
      ],
    ],
  ];
  test.each(cases)("%s", (_, ReschedulePolicy, errors) => {
    expect(groupErrors({ ReschedulePolicy })).toEqual(errors);
  });

  test.each(["system", "sysbatch"])("is not for %s jobs", (Type) => {
    expect(groupErrors({ ReschedulePolicy: {} }, { Type })).toEqual([
      "System or sysbatch jobs should not have a reschedule policy",
    ]);
  });
});

describe("how many attempts an interval holds", () => {
  const policy = (DelayFunction: string, Attempts: number, Interval: number, Delay: number, MaxDelay: number) => ({
    Unlimited: false,
    DelayFunction,
    Attempts,
    Interval: seconds(Interval),
    Delay: seconds(Delay),
    MaxDelay: seconds(MaxDelay),
  });
  const ceiling = (name: string, text: string) => `delay function "${name}", and delay ceiling ${text}`;
  const cases: [string, JsonObject, readonly string[]][] = [
    ["a constant delay that fits exactly", policy("constant", 10, 300, 30, 0), []],
    [
      "a constant delay",
      policy("constant", 10, 60, 30, 0),
      [
        'Nomad can only make 2 attempts in 1m0s with initial delay 30s and delay function "constant"',
        "Set the interval to at least 5m0s to accommodate 10 attempts",
      ],
    ],
    [
      "an exponential delay",
      policy("exponential", 5, 180, 30, 60),
      [
        `Nomad can only make 3 attempts in 3m0s with initial delay 30s, ${ceiling("exponential", "1m0s")}`,
        "Set the interval to at least 4m0s to accommodate 5 attempts",
      ],
    ],
    ["an exponential delay that fits", policy("exponential", 5, 241, 30, 60), []],
    [
      "a Fibonacci delay",
      policy("fibonacci", 8, 120, 10, 40),
      [
        `Nomad can only make 7 attempts in 2m0s with initial delay 10s, ${ceiling("fibonacci", "40s")}`,
        "Set the interval to at least 2m40s to accommodate 8 attempts",
      ],
    ],
    ["a Fibonacci delay that fits exactly", policy("fibonacci", 8, 160, 10, 40), []],
  ];
  test.each(cases)("%s", (_, ReschedulePolicy, errors) => {
    expect(groupErrors({ ReschedulePolicy })).toEqual(errors);
  });

  test.each(["exponential", "fibonacci"])("huge numbers of attempts are counted at once: %s", (name) => {
    const [first] = groupErrors({ ReschedulePolicy: policy(name, 1e15, 3600, 5, 10) });
    expect(first).toMatch(/^Nomad can only make 36\d attempts in 1h0m0s/);
  });
});
