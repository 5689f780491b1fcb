import { describe, expect, test } from "vitest";
import { called, type Row } from "./called.js";

describe("regex_replace", () => {
  test.each<Row>([
    ["regex_replace", ["a1b22", "[0-9]+", "#"], '"a#b#"'],
    ["regex_replace", ["host-12", "(?P<name>[a-z]+)-(\\d+)", "${2}.$name"], '"12.host"'],
    ["regex_replace", ["abc", "(?i)B", "[$0]"], '"a[b]c"'],
    ["regex_replace", ["abc", "", "-"], '"-a-b-c-"'],
    ["regex_replace", ["abc", "(", "-"], "! error parsing regexp: missing closing ): `(`"],
    ["regex_replace", ["abc", "a**", "-"], "! error parsing regexp: invalid nested repetition operator: `**`"],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
