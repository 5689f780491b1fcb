import { describe, expect, test } from "vitest";
import { Refusal } from "../agentStub.js";
import { filesOf, run } from "../run.js";

const refused = new Refusal(501, "Nomad Enterprise only endpoint");
const said = "Unexpected response code: 501 (Nomad Enterprise only endpoint)\n";

describe("what only Nomad Enterprise has is refused", () => {
  test.each([
    ["sentinel read p", "GET /v1/sentinel/policy/p", "Error reading Sentinel policy"],
    ["sentinel apply p f", "PUT /v1/sentinel/policy/p", "Error writing Sentinel policy"],
    ["sentinel delete p", "DELETE /v1/sentinel/policy/p", "Error deleting Sentinel policy"],
    ["recommendation info r", "GET /v1/recommendation/r", "Error reading recommendation"],
    ["recommendation apply r", "PUT /v1/recommendations/apply", "Error applying recommendation"],
    ["recommendation dismiss r", "PUT /v1/recommendations/apply", "Error dismissing recommendation"],
    ["quota apply q.json", "PUT /v1/quota", "Error applying quota specification"],
  ])("%s", async (line, request, phrase) => {
    const files = filesOf({ f: "main = rule { true }", "q.json": '{"Name": "q"}' });
    const { exit, stderr, requests } = await run(line.split(" "), { answers: { [request]: refused }, files });
    expect({ exit, stderr, requests }).toEqual({ exit: 1, stderr: `${phrase}: ${said}`, requests: [request] });
  });

  test.each([
    ["quota apply", "This command takes one argument: <input>"],
    ["license get x", "This command takes no arguments"],
    ["sentinel apply p", "This command takes two arguments: <name> <file>"],
  ])("%s takes other arguments", async (line, sentence) => {
    const { exit, stderr } = await run(line.split(" "));
    expect(exit).toBe(1);
    expect(stderr.split("\n")[0]).toBe(sentence);
  });

  test("a quota that cannot be read is none of the server's affair", async () => {
    const { stderr, requests } = await run(["quota", "apply", "q"], { files: filesOf({ q: "limit {" }) });
    expect(stderr.startsWith("Error parsing quota specification: q:1,7-8: Unclosed configuration block")).toBe(true);
    expect(requests).toEqual([]);
  });

  test("an agent that has it answers in JSON", async () => {
    const answers = { "GET /v1/quotas": [{ Name: "small" }] };
    expect((await run(["quota", "list"], { answers })).stdout).toBe('[\n    {\n        "Name": "small"\n    }\n]\n');
  });
});
