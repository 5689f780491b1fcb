import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { taskOutline } from "./versions.js";

const template = (given: JsonObject) => ({ EmbeddedTmpl: "x", ...given });

/** The lines of an outline that are about a change, with the blocks that they stand in. */
const changes = (lines: readonly string[]) => lines.filter((line) => /^ *[-+~] /.test(line));

describe("the difference between two tasks", () => {
  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ["the environment", { Env: { A: "1" } }, { Env: { B: "1" } }, ["- Env[A] 1", "+ Env[B] 1"]],
    ["an empty value as a missing one", { Env: { A: "" } }, { Env: { A: "1" } }, ["+ Env[A] 1"]],
    ["simple members", {}, { Leader: true, KillSignal: "SIGINT" }, ["+ KillSignal SIGINT", "~ Leader false => true"]],
    [
      "the driver's configuration in context, edited also where keys only come",
      { Config: { a: "1" } },
      { Config: { a: "1", b: 6379, c: 1_500_000, d: [{ x: true }], e: null } },
      ["~ Config:", "    a 1", "  + b 6379", "  + c 1.5e+06", "  + d[0][x] true", "  + e nil"],
    ],
    ["a configuration that is gone", { Config: { a: "1" } }, { Config: {} }, ["- Config:", "  - a 1"]],
    [
      "log limits",
      {},
      { LogConfig: { MaxFiles: 3 } },
      ["~ LogConfig:", "    Disabled false", "    MaxFileSizeMB 10", "  ~ MaxFiles 10 => 3"],
    ],
    [
      "resources as edited by a device alone",
      {},
      { Resources: { Devices: [{ Name: "gpu", Count: 2 }] } },
      [
        "~ Resources:",
        "    CPU 100",
        "    Cores 0",
        "    DiskMB 0",
        "    IOPS 0",
        "    MemoryMB 300",
        "    MemoryMaxMB 0",
        "    SecretsMB 0",
        "  + Device:",
        "    + Count 2",
        "    + Name gpu",
      ],
    ],
    [
      "an action, found again by its name",
      { Actions: [{ Name: "ping", Command: "a" }] },
      { Actions: [{ Name: "ping", Command: "a", Args: ["-c"] }] },
      ["~ Action:", "    Command a", "    Name ping", "  + Args:", "    + Args -c"],
    ],
    [
      "the default identity, with the audience that it has",
      {},
      { Identity: { Env: true } },
      [
        "~ Identity:",
        "    ChangeMode",
        "    ChangeSignal",
        "  ~ Env false => true",
        "    File false",
        "    Filepath",
        "    Name default",
        "    ServiceName",
        "    TTL 0",
        "    Audience:",
        "      Audience nomadproject.io",
      ],
    ],
    ["a payload file", {}, { DispatchPayload: { File: "x" } }, ["+ DispatchPayload:", "  + File x"]],
  ])("names %s", (_what, old, next, expected) => {
    expect(taskOutline(old, next)).toEqual(expected);
  });

  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    [
      "an artifact is another one when it is edited",
      { Artifacts: [{ GetterSource: "a", RelativeDest: "local/" }] },
      { Artifacts: [{ GetterSource: "b", RelativeDest: "local/" }] },
      ["+ GetterSource b", "- GetterSource a"],
    ],
    [
      "a template is found again by what it writes",
      { Templates: [template({ DestPath: "a" })] },
      { Templates: [template({ DestPath: "a", EmbeddedTmpl: "y" })] },
      ["~ Template:", "  ~ EmbeddedTmpl x => y"],
    ],
    [
      "two templates that swap places have not changed",
      { Templates: [template({ DestPath: "a" }), template({ DestPath: "b" })] },
      { Templates: [template({ DestPath: "b" }), template({ DestPath: "a" })] },
      [],
    ],
    [
      "what a template waits for stands inside it",
      { Templates: [template({ DestPath: "a" })] },
      { Templates: [template({ DestPath: "a", Wait: { Min: 1_000_000_000, Max: 2_000_000_000 } })] },
      ["~ Template:", "  + Wait:", "    + Max 2000000000", "    + Min 1000000000"],
    ],
    [
      "other identities are found again by name",
      { Identities: [{ Name: "aws", Audience: ["a", "b"] }] },
      { Identities: [{ Name: "aws", Audience: ["b", "c"] }] },
      ["~ Identity:", "  ~ Audience:", "    + Audience c", "    - Audience a"],
    ],
  ])("%s", (_what, old, next, expected) => {
    const found = changes(taskOutline(old, next));
    for (const line of expected) expect(found.map((each) => each.trim())).toContain(line.trim());
    expect(found.length === 0).toBe(expected.length === 0);
  });
});
