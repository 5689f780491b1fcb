import { describe, expect, test } from "vitest";
import { called, type Row } from "./called.js";

describe("identifiers", () => {
  test.each<Row>([
    ["uuidv5", ["dns", "example.com"], '"cfbff0d1-9375-5685-968c-48ce8b15ae17"'],
    ["uuidv5", ["url", ""], '"1b4db7eb-4057-5ddf-91e0-36dec72071f5"'],
    ["uuidv5", ["oid", "é"], '"4c9d8941-1dcb-56d3-9fe5-b5aef28ef637"'],
    ["uuidv5", ["x500", "a"], '"54a0a790-c611-5b5b-b50e-ff01490ecdfa"'],
    ["uuidv5", ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "example.com"], '"cfbff0d1-9375-5685-968c-48ce8b15ae17"'],
    ["uuidv5", ["{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "a"], '"4f3f2898-69e3-5a0d-820a-c4e87987dbce"'],
    ["uuidv5", ["urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "a"], '"4f3f2898-69e3-5a0d-820a-c4e87987dbce"'],
    ["uuidv5", ["6ba7b8109dad11d180b400c04fd430c8", "a"], '"4f3f2898-69e3-5a0d-820a-c4e87987dbce"'],
    ["uuidv5", ["nope", "x"], "! uuidv5() doesn't support namespace nope (invalid UUID length: 4)"],
    [
      "uuidv5",
      ["6ba7b810-9dad-11d1-80b4-00c04fd430cz", "x"],
      "! uuidv5() doesn't support namespace 6ba7b810-9dad-11d1-80b4-00c04fd430cz (invalid UUID format)",
    ],
    [
      "uuidv5",
      ["xxx:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x"],
      '! uuidv5() doesn\'t support namespace xxx:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8 (invalid urn prefix: "xxx:uuid:")',
    ],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
