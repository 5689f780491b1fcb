import { describe, expect, test } from "vitest";
import type { ApiDeploymentGroup } from "../../../src/api/objects/deployment.js";
import { deployedTable } from "../../../src/cli/blocks/deployed.js";
import { styleNamed } from "../../../src/cli/styles/styles.js";

const plain: ApiDeploymentGroup = {
  AutoRevert: false,
  AutoPromote: false,
  ProgressDeadline: 0n,
  RequireProgressBy: null,
  Promoted: false,
  PlacedCanaries: null,
  DesiredCanaries: 0,
  DesiredTotal: 2,
  PlacedAllocs: 1,
  HealthyAllocs: 1,
  UnhealthyAllocs: 0,
};

const view = { style: styleNamed("current"), pins: {}, idLength: 8 };

describe("the groups of a deployment", () => {
  test("columns that say nothing are left out", () => {
    expect(deployedTable({ web: plain, cache: plain }, view)).toBe(
      "Task Group  Desired  Placed  Healthy  Unhealthy\ncache       2        1       1        0\nweb         2        1       1        0",
    );
  });

  test("one group that needs a column brings it to all", () => {
    const canary = {
      ...plain,
      AutoRevert: true,
      DesiredCanaries: 1,
      ProgressDeadline: 1n,
      RequireProgressBy: "2026-01-05T18:45:05Z",
    };
    expect(deployedTable({ web: canary, cache: plain }, view).split("\n")).toEqual([
      "Task Group  Auto Revert  Promoted  Desired  Canaries  Placed  Healthy  Unhealthy  Progress Deadline",
      "cache       false        N/A       2        0         1       1        0          N/A",
      "web         true         false     2        1         1       1        0          2026-01-05T18:45:05Z",
    ]);
  });
});
