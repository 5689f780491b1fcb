import { describe, expect, test } from "vitest";
import type { VersionRule } from "../../../../src/scheduler/placement/feasibility/versions.js";
import { versionMeets } from "../../../../src/scheduler/placement/feasibility/versions.js";

describe("the table of spec 03 §9.3", () => {
  test.each<[string, VersionRule, string, boolean]>([
    ["1.2.3", "version", "~> 1.0", true],
    ["2.0.1", "version", "~> 1.0", false],
    ["1.4", "version", ">= 1.0, < 1.4", false],
    ["1.3.0-beta1", "version", ">= 0.6.1", false],
    ["1.3.0-beta1", "semver", ">= 0.6.1", true],
    ["1.7.0-beta", "semver", ">= 1.7.0", false],
    ["1.7.0-rc.1", "semver", ">= 1.7.0-dev", true],
    ["1.3.0-beta1+ent", "version", "= 1.3.0-beta1", true],
    ["1.3.0-beta1+ent", "semver", "= 1.3.0-beta1", true],
    ["1.2.3", "semver", "~> 1.0", false],
  ])("%s %s %s is %s", (left, rule, right, expected) => {
    expect(versionMeets(rule, left, right)).toBe(expected);
  });
});

describe("syntax and order", () => {
  test.each<[string, VersionRule, string, boolean]>([
    ["v1.2", "version", "1.2.0", true],
    ["1.2.3.4", "version", "> 1.2.3", true],
    ["1", "version", "= 1.0.0", true],
    ["1.10.0", "version", "> 1.9.0", true],
    ["1.0.0beta2", "version", ">= 1.0.0-beta1", true],
    ["1.0.0-beta.2", "version", ">= 1.0.0-beta.10", false],
    ["1.0.0-beta.2", "semver", "< 1.0.0-beta.10", true],
    ["1.0.0-1", "semver", "< 1.0.0-alpha", true],
    ["1.0.0-alpha", "semver", "< 1.0.0-alpha.1", true],
    ["1.0.1-beta", "version", "> 1.0.0-alpha", false],
    ["1.3.0-beta1", "version", "!= 1.3.0", true],
    ["1.2.9", "version", "~> 1.2.3", true],
    ["1.3.0", "version", "~> 1.2.3", false],
    ["1.2.2", "version", "~> 1.2.3", false],
    ["3.1.4", "version", "~> 1", true],
    ["1.2.3", "version", "~> 1.2.3-beta", false],
    ["1.2.3-rc", "version", "~> 1.2.3-beta", true],
    ["latest", "version", ">= 0.0.0", false],
    ["1.0.0", "version", "newest", false],
    ["1.0.0", "version", ">= 0.1, nonsense", false],
    ["1.0.0", "version", "", false],
    ["1.0.0", "semver", ">= 0.9.0beta", false],
    ["1.0.0", "version", ">= 0.9.0beta", true],
  ])("%s %s %j is %s", (left, rule, right, expected) => {
    expect(versionMeets(rule, left, right)).toBe(expected);
  });
});
