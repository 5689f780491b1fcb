import { describe, expect, test } from "vitest";
import { checkedAddress } from "../../../src/api/http/address.js";

describe("an agent's address", () => {
  test.each([
    ["http://127.0.0.1:4646", "http://127.0.0.1:4646"],
    ["https://agent.example/", "https://agent.example"],
    ["http://[::1]:4646", "http://[::1]:4646"],
    ["http://user:pass@agent:4646/nomad//", "http://user:pass@agent:4646/nomad"],
    ["http://", "http://"],
    ["localhost:4646", "localhost://"],
    ["agent", ""],
  ])("%s is read as %s", (address, read) => {
    expect(checkedAddress(address)).toBe(read);
  });

  test.each([
    ["://x", "missing protocol scheme"],
    ["127.0.0.1:4646", "first path segment in URL cannot contain colon"],
    ["http://agent:http", 'invalid port ":http" after host'],
  ])("%s is none", (address, why) => {
    expect(() => checkedAddress(address)).toThrow(`invalid address '${address}': parse "${address}": ${why}`);
  });
});
