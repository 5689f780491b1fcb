import { describe, expect, test } from "vitest";
import { annotationTable } from "../../../src/cli/eval/showEvaluation.js";

const none = {
  Ignore: 0,
  Place: 0,
  Migrate: 0,
  Stop: 0,
  InPlaceUpdate: 0,
  DestructiveUpdate: 0,
  Canary: 0,
  Preemptions: 0,
  Disconnect: 0,
  Reconnect: 0,
  RescheduleNow: 0,
  RescheduleLater: 0,
};

describe("plan annotations", () => {
  const groups = {
    foo: { ...none, Place: 1, Ignore: 2, Canary: 1 },
    bar: { ...none, Place: 1, Stop: 3, Reconnect: 2 },
  };

  test("rare columns are shown where some group has one", () => {
    expect(annotationTable(groups, false).split("\n")).toEqual([
      "Task Group  Ignore  Place  Stop  InPlace  Destructive  Canary  Reconnect",
      "bar         0       1      3     0        0            0       2",
      "foo         2       1      0     0        0            1       0",
    ]);
  });

  test("all are shown when everything is wanted", () => {
    expect(annotationTable(groups, true).split("\n")[0]).toBe(
      "Task Group  Ignore  Place  Stop  InPlace  Destructive  Migrate  Canary  Preemptions  Reschedule Now  Reschedule Later  Disconnect  Reconnect",
    );
  });
});
