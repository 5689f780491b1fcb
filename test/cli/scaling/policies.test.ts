import { describe, expect, test } from "vitest";
import { runNomad } from "../../../src/cli/command.js";
import { stubbedContext } from "../agentStub.js";

const policy = {
  ID: "11111111-0000-4000-8000-000000000000",
  Enabled: true,
  Type: "horizontal",
  Target: { Group: "app", Job: "shop", Namespace: "default" },
  CreateIndex: 5,
  ModifyIndex: 5,
};
const other = { ...policy, ID: "11112222-0000-4000-8000-000000000000" };

async function scaling(argv: readonly string[], answers: object) {
  const { context, written } = stubbedContext({ answers: { ...answers } });
  const exit = await runNomad(["scaling", "policy", ...argv], context);
  return { exit, ...written };
}

describe("scaling policy info", () => {
  test("what a policy says to an autoscaler", async () => {
    const whole = { ...policy, Min: 1, Max: 3, Policy: { cooldown: "1m" } };
    const { stdout } = await scaling(["info", "1111"], {
      "GET /v1/scaling/policies": [policy],
      [`GET /v1/scaling/policy/${policy.ID}`]: whole,
    });
    expect(stdout.split("\n").slice(2)).toEqual([
      "Target  = Namespace:default,Job:shop,Group:app",
      "Min     = 1",
      "Max     = 3",
      "",
      "Policy:",
      "{",
      '  "cooldown": "1m"',
      "}",
      "",
    ]);
  });

  test("several policies", async () => {
    const { exit, stderr } = await scaling(["info", "1111"], { "GET /v1/scaling/policies": [policy, other] });
    expect(exit).toBe(1);
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      "Prefix matched multiple scaling policies",
      "",
      "ID        Enabled  Type        Target",
    ]);
  });

  test("none in particular, in a format of one's own", async () => {
    const { stdout } = await scaling(["info", "-t", "{{range .}}{{.ID}} {{end}}"], {
      "GET /v1/scaling/policies": [policy, other],
    });
    expect(stdout).toBe(`${policy.ID} ${other.ID} \n`);
  });
});
