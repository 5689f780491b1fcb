import { expect, test } from "vitest";
import { goFlags, readPort } from "../../src/agent/agentFlags.js";

test("flags of the agent may have one dash, those of other commands stay", () => {
  expect(goFlags(["node", "coalmine", "agent", "-dev", "-port=1", "--bind", "::1", "-h"])).toEqual([
    "node",
    "coalmine",
    "agent",
    "--dev",
    "--port=1",
    "--bind",
    "::1",
    "-h",
  ]);
  expect(goFlags(["node", "coalmine", "replay", "-x", "-dev"])).toEqual(["node", "coalmine", "replay", "-x", "-dev"]);
});

test.each(["", "-1", "65536", "http", "80.5"])("%j is no port", (text) => {
  expect(() => readPort(text)).toThrow("A port is a number");
});

test("a port is a number, 0 among them", () => {
  expect([readPort("4646"), readPort("0")]).toEqual([4646, 0]);
});
