import { describe, expect, test } from "vitest";
import { parseFilter } from "../../../src/api/filter/expression.js";
import { filtered } from "../../../src/api/filter/filtered.js";
import { matches } from "../../../src/api/filter/matching.js";

/** What a job looks like to a filter. */
const job = {
  ID: "web",
  ParentID: "",
  Priority: 50,
  Stop: false,
  Type: "service",
  Datacenters: ["dc1", "dc2"],
  Periodic: null,
  ParameterizedJob: { Payload: "optional" },
  Meta: { owner: "ops", "team/name": "a" },
  SubmitTime: 1_795_399_493_170_110_310n,
  TaskGroups: [
    { Name: "api", Count: 2 },
    { Name: "cache", Count: 1 },
  ],
};

/** Expressions that hold for the job, and such as do not. Spec 07 §7. */
const table: readonly (readonly [string, boolean])[] = [
  ['ID == "web"', true],
  ["ID == web", true],
  ["ID != `web`", false],
  ["Priority == 50", true],
  ["Priority != 50", false],
  ["Stop == false", true],
  ["SubmitTime == 1795399493170110310", true],
  ['ParentID == "" and ParameterizedJob is not nil', true],
  ["Periodic is not nil", false],
  ["Periodic is nil", true],
  ["ParentID is empty", true],
  ["Meta is not empty", true],
  ["Datacenters contains dc2", true],
  ["Datacenters not contains dc3", true],
  ['"dc1" in Datacenters', true],
  ["dc3 not in Datacenters", true],
  ["ID contains eb", true],
  ['ID matches "^w.b$"', true],
  ["ID not matches x", true],
  ['Meta["owner"] == ops', true],
  ["Meta.owner == ops", true],
  ['"/Meta/owner" == ops', true],
  ['"/Meta/team~1name" == a', true],
  ["Meta contains owner", true],
  ["Meta.absent == ops", false],
  ["Meta.absent != ops", true],
  ["Meta.absent is not empty", false],
  ["Datacenters.0 == dc1", true],
  ["not ID == web", false],
  ["not (ID == web and Stop == true)", true],
  ["ID == x or ID == web and Stop == true", false],
  ["(ID == x or ID == web) and Stop == false", true],
  ["any TaskGroups as group { group.Count == 1 }", true],
  ["all TaskGroups as group { group.Count == 1 }", false],
  ["any TaskGroups as _, group { group.Name == cache }", true],
  ["any Meta as key, value { value == ops }", true],
  ["any Meta as key { key == owner }", true],
];

describe("filters of the API (spec 07 §7)", () => {
  test.each(table)("%s", (expression, holds) => {
    expect(matches(parseFilter(expression), job)).toBe(holds);
  });

  test("a member that there is not is refused as soon as something is held against it", () => {
    const held = (jobs: readonly object[]) => filtered(jobs, "Nope == 1", "job", (one) => one);
    expect(held([])).toEqual([]);
    expect(() => held([job])).toThrow(
      `Unexpected response code: 400 (failed to read result page: error finding value in datum: /Nope at part 0: couldn't find key: struct field with name "Nope")`,
    );
  });

  test("a member that is left out when empty is no unknown one", () => {
    const evaluations = [{ ID: "a" }, { ID: "b", DeploymentID: "d" }];
    expect(filtered(evaluations, 'DeploymentID == ""', "evaluation", (one) => one)).toEqual([evaluations[0]]);
  });

  test.each([
    ["Status", "1:7 (6)"],
    ["Status ==", "1:10 (9)"],
    ["(ID == web", "1:11 (10)"],
    ["ID == web and", "1:14 (13)"],
    ["ID =! web", "1:4 (3)"],
    ["ID is full", "1:11 (10)"],
  ])("%s is none, as is said with its place", (expression, place) => {
    expect(() => filtered([], expression, "job", (one) => one)).toThrow(
      `failed to create result paginator: failed to read filter expression: ${place}: no match found`,
    );
  });
});
