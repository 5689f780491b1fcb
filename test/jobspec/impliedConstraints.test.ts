import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.js";
import { admittedGroup, interpolated, task } from "./submission.js";

function constraintsOf(changes: JsonObject): readonly string[] {
  return admittedGroup(changes).constraints.map(
    ({ leftTarget, operand, rightTarget }) => `${leftTarget} ${operand} ${rightTarget}`,
  );
}

const consul = `${interpolated("attr.consul.version")} semver >= 1.8.0`;
const discovery = `${interpolated("attr.nomad.service_discovery")} = true`;
const cni = ["bridge", "firewall", "host-local", "loopback", "portmap"].map(
  (plugin) => `\${attr.plugins.cni.version.${plugin}} semver >= 0.4.0`,
);
const check = { Type: "tcp", Interval: 10_000_000_000, Timeout: 1_000_000_000 };

describe("what a feature demands of a node", () => {
  const cases: [string, JsonObject, readonly string[]][] = [
    ["nothing", {}, []],
    [
      "signals, sorted and once each",
      {
        Tasks: [
          task({ KillSignal: "SIGUSR1", Templates: [{ DestPath: "a", ChangeMode: "signal", ChangeSignal: "SIGHUP" }] }),
          task({ Name: "b", KillSignal: "SIGHUP" }),
        ],
      },
      [`${interpolated("attr.os.signals")} set_contains SIGHUP,SIGUSR1`],
    ],
    ["a Nomad service", { Services: [{ Provider: "nomad" }] }, [discovery]],
    ["a Nomad service of a task", { Tasks: [task({ Services: [{ Provider: "nomad" }] })] }, [discovery]],
    [
      "a Nomad service with a check",
      { Services: [{ Provider: "nomad", PortLabel: "p", Checks: [check] }] },
      [discovery, `${interpolated("attr.nomad.version")} semver >= 1.4.0`],
    ],
    ["a Consul service", { Services: [{}] }, [consul]],
    ["a bridge", { Networks: [{ Mode: "bridge" }] }, cni],
    [
      "an extra identity",
      { Tasks: [task({ Identities: [{ Name: "aws", Audience: ["a"] }] })] },
      [`${interpolated("attr.nomad.version")} semver >= 1.7.0-a`],
    ],
  ];
  test.each(cases)("%s", (_, changes, constraints) => {
    expect(constraintsOf(changes)).toEqual(constraints);
  });
});

test("a Consul service of a task demands it of the task", () => {
  const stored = admittedGroup({ Tasks: [task({ Services: [{ Name: "s" }] })] });
  expect(stored.constraints).toEqual([]);
  expect(stored.tasks[0]?.constraints).toEqual([
    { leftTarget: interpolated("attr.consul.version"), operand: "semver", rightTarget: ">= 1.8.0" },
  ]);
});

describe("a constraint of the user", () => {
  test("on Consul's version wins", () => {
    const own = { LTarget: interpolated("attr.consul.version"), Operand: "semver", RTarget: ">= 1.0.0" };
    expect(constraintsOf({ Services: [{}], Constraints: [own] })).toEqual([
      `${interpolated("attr.consul.version")} semver >= 1.0.0`,
    ]);
  });

  test("on Nomad's services wins only if it is the same", () => {
    const own = { LTarget: interpolated("attr.nomad.service_discovery"), Operand: "is_set", RTarget: "" };
    expect(constraintsOf({ Services: [{ Provider: "nomad" }], Constraints: [own] })).toHaveLength(2);
    const same = { LTarget: interpolated("attr.nomad.service_discovery"), Operand: "=", RTarget: "true" };
    expect(constraintsOf({ Services: [{ Provider: "nomad" }], Constraints: [same] })).toHaveLength(1);
  });
});
