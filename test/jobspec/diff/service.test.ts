import { describe, expect, it } from "vitest";
import { jobDiff } from "../../../src/jobspec/diff/jobDiff.js";
import type { JsonObject } from "../../../src/model/json.js";
import { groupOutline, withGroup } from "./versions.js";

const service = (Name: string, PortLabel: string, given: JsonObject = {}): JsonObject => ({
  Name,
  PortLabel,
  Provider: "nomad",
  ...given,
});

/** What became of the services, each with the names that it had and has. */
function fates(old: readonly JsonObject[], next: readonly JsonObject[]): readonly string[] {
  const objects = jobDiff(withGroup({ Services: old }), withGroup({ Services: next })).TaskGroups?.[0]?.Objects ?? [];
  return objects
    .filter(({ Name }) => Name === "Service")
    .map(({ Type, Fields }) => {
      const name = Fields?.find((field) => field.Name === "Name");
      return `${Type} ${name?.Old}>${name?.New}`;
    });
}

describe("services are compared with what they were", () => {
  it.each<[string, readonly JsonObject[], readonly JsonObject[], readonly string[]]>([
    ["one on each side, whatever they have in common", [service("a", "x")], [service("b", "y")], ["Edited a>b"]],
    ["a new one beside it", [service("a", "x")], [service("a", "x"), service("b", "y")], ["Added >b"]],
    ["one that is gone", [service("a", "x"), service("b", "y")], [service("b", "y")], ["Deleted a>"]],
    [
      "the same place and port count as much as the same name: the first is taken",
      [service("a", "x"), service("b", "y")],
      [service("c", "x"), service("a", "z")],
      ["Edited a>c", "Added >a", "Deleted b>"],
    ],
    [
      "the same place and port will do",
      [service("a", "x"), service("b", "y")],
      [service("c", "x"), service("b", "y")],
      ["Edited a>c"],
    ],
    [
      "the same port at another place will not",
      [service("a", "x"), service("b", "y")],
      [service("b", "y"), service("c", "x")],
      ["Added >c", "Deleted a>"],
    ],
  ])("%s", (_what, old, next, expected) => {
    expect(fates(old, next)).toEqual(expected);
  });

  it("with the tags that they have, and checks found again by name", () => {
    const check = (given: JsonObject) => ({
      Name: "c",
      Type: "http",
      Path: "/",
      Interval: 1_000_000_000,
      Timeout: 1_000_000_000,
      ...given,
    });
    const lines = groupOutline(
      { Services: [service("a", "x", { Tags: ["one"], Checks: [check({})] })] },
      { Services: [service("a", "x", { Tags: ["one"], Checks: [check({ Path: "/up", Header: { A: ["1", "2"] } })] })] },
    );
    expect(lines.filter((line) => /Tags|~|\+/.test(line))).toEqual([
      "~ Service:",
      "    Tags:",
      "      Tags one",
      "  ~ Check:",
      "    ~ Path / => /up",
      "    + Header:",
      "      + A[0] 1",
      "      + A[1] 2",
    ]);
  });
});
