import { describe, expect, it } from "vitest";
import { jobDiff } from "../../../src/jobspec/diff/jobDiff.js";
import type { JsonObject } from "../../../src/model/json.js";
import { groupOutline, job, outline, withGroup } from "./versions.js";

describe("the difference between two groups", () => {
  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ["a count", {}, { Count: 5 }, ["~ Count 3 => 5"]],
    ["metadata", {}, { Meta: { a: "1" } }, ["+ Meta[a] 1"]],
    ["a shutdown delay", { ShutdownDelay: 1_000_000_000 }, {}, ["- ShutdownDelay 1000000000"]],
    [
      "an update block, without its stagger",
      { Update: { Canary: 0, Stagger: 30_000_000_000 } },
      { Update: { Canary: 1, Stagger: 60_000_000_000 } },
      [
        "~ Update:",
        "    AutoPromote false",
        "    AutoRevert false",
        "  ~ Canary 0 => 1",
        "    HealthCheck checks",
        "    HealthyDeadline 300000000000",
        "    MaxParallel 1",
        "    MinHealthyTime 10000000000",
        "    ProgressDeadline 600000000000",
      ],
    ],
    [
      "an ephemeral disk",
      {},
      { EphemeralDisk: { Sticky: true } },
      ["~ EphemeralDisk:", "    Migrate false", "    SizeMB 300", "  ~ Sticky false => true"],
    ],
    [
      "a disconnect block, flattened with what is not set",
      {},
      { Disconnect: { LostAfter: 3_600_000_000_000 } },
      [
        "+ Disconnect:",
        "  + LostAfter 3600000000000",
        "  + Reconcile best_score",
        "  + Replace true",
        "  + StopOnClientAfter nil",
      ],
    ],
    [
      "a network, which is another one when it is edited",
      { Networks: [{ DynamicPorts: [{ Label: "http" }] }] },
      { Networks: [{ DynamicPorts: [{ Label: "http", To: 80 }], DNS: { Servers: ["10.0.0.1"] } }] },
      [
        "+ Network:",
        "    Hostname",
        "    Mode",
        "  + Dynamic Port:",
        "    + HostNetwork default",
        "    + Label http",
        "    + To 80",
        "  + DNS:",
        "    + Servers 10.0.0.1",
        "- Network:",
        "    Hostname",
        "    Mode",
        "  - Dynamic Port:",
        "    - HostNetwork default",
        "    - Label http",
        "    - To 0",
      ],
    ],
    [
      "a network of more bandwidth than a number can count",
      { Networks: [{ Hostname: "a", MBits: 9_007_199_254_740_993n }] },
      { Networks: [{ Hostname: "a" }] },
      ["+ Network:", "  + Hostname a", "    Mode", "- Network:", "  - Hostname a", "    Mode"],
    ],
    [
      "a static port",
      {},
      { Networks: [{ ReservedPorts: [{ Label: "http", Value: 80 }] }] },
      [
        "+ Network:",
        "    Hostname",
        "    Mode",
        "  + Static Port:",
        "    + HostNetwork default",
        "    + IgnoreCollision false",
        "    + Label http",
        "    + To 0",
        "    + Value 80",
      ],
    ],
    [
      "a scaling policy, its limits without context",
      { Scaling: { Min: 1, Max: 5, Policy: { a: 1, kept: true } } },
      { Scaling: { Min: 1, Max: 6, Policy: { a: 2, kept: true } } },
      ["~ Scaling:", "  ~ Max 5 => 6", "  ~ Policy:", "    ~ a 1 => 2", "      kept true"],
    ],
    [
      "a volume, found again by its name",
      { Volumes: { d: { Name: "d", Type: "host", Source: "a" } } },
      { Volumes: { d: { Name: "d", Type: "host", Source: "b" } } },
      [
        "~ Volume:",
        "    AccessMode",
        "    AttachmentMode",
        "    Name d",
        "    PerAlloc false",
        "    ReadOnly false",
        "  ~ Source a => b",
        "    Sticky false",
        "    Type host",
      ],
    ],
  ])("names %s", (_what, old, next, expected) => {
    expect(groupOutline(old, next)).toEqual(expected);
  });

  it("tells blocks of a group in the order of the API", () => {
    const everything = {
      Constraints: [{ LTarget: "a", Operand: "is_set" }],
      Affinities: [{ LTarget: "a", RTarget: "1", Operand: "=" }],
      Disconnect: {},
      Networks: [{}],
      Scaling: { Max: 5 },
      Services: [{ Provider: "nomad", Name: "s" }],
      Volumes: { d: { Name: "d", Type: "host", Source: "a" } },
      Consul: { Namespace: "x" },
    };
    const [web] = jobDiff(undefined, withGroup(everything)).TaskGroups ?? [];
    expect(web?.Objects?.map(({ Name }) => Name)).toEqual([
      "Constraint",
      "Constraint",
      "Affinity",
      "RestartPolicy",
      "Migrate",
      "ReschedulePolicy",
      "EphemeralDisk",
      "Consul",
      "Update",
      "Disconnect",
      "Network",
      "Scaling",
      "Service",
      "Volume",
    ]);
  });

  it("does not name the shutdown delay of a group that is new", () => {
    const [web] = jobDiff(undefined, withGroup({ ShutdownDelay: 1_000_000_000 })).TaskGroups ?? [];
    expect(outline(web)).toEqual(expect.arrayContaining(["+ Count 3", "+ PreventRescheduleOnLost false"]));
    expect(outline(web).join()).not.toContain("ShutdownDelay");
  });

  it("finds a scaling policy edited by its indexes alone", () => {
    const submitted = withGroup({ Scaling: { Max: 5 } });
    const stored = {
      ...submitted,
      taskGroups: submitted.taskGroups.map((web) => ({
        ...web,
        scaling: web.scaling && { ...web.scaling, createIndex: 7, modifyIndex: 7 },
      })),
    };
    const diff = jobDiff(stored, submitted);
    expect(diff.TaskGroups?.[0]?.Objects).toEqual([{ Type: "Edited", Name: "Scaling", Fields: null, Objects: null }]);
    expect(jobDiff(job(), job()).TaskGroups?.[0]?.Objects).toBeNull();
  });
});
