import { describe, expect, test } from "vitest";
import { runNomad } from "../../../src/cli/command.js";
import { Refusal, stubbedContext } from "../agentStub.js";

const configuration = "GET /v1/operator/scheduler/configuration";
const paused = { [configuration]: { SchedulerConfig: { PauseEvalBroker: true } } };

async function remove(argv: readonly string[], input: readonly string[], answers: object = {}) {
  const { context, written, requests } = stubbedContext({ answers: { ...paused, ...answers }, input });
  const exit = await runNomad(["eval", "delete", ...argv], context);
  return { exit, ...written, requests };
}

const counted = { "GET /v1/evaluations/count": { Count: 2 }, "DELETE /v1/evaluations": { Count: 2 } };

describe("eval delete (spec 06 §6.8)", () => {
  test("two IDs are one too many", async () => {
    expect(await remove(["a", "b"], [])).toMatchObject({
      exit: 1,
      stderr: "Error validating command args and flags: expected 1 argument, got 2\n",
      requests: [],
    });
  });

  test.each([
    ["y", 0, "\nSuccessfully deleted 2 evaluations\n"],
    ["n", 0, "Cancelling eval deletion\n\nNo evaluations were deleted\n"],
    ["Y", 1, "No confirmation detected. For confirmation, an exact 'y' is required.\n\nNo evaluations were deleted\n"],
  ])("asked, the operator says %s", async (answer, exit, text) => {
    const { stdout, ...rest } = await remove(["-filter", "x"], [answer], counted);
    expect(rest.exit).toBe(exit);
    expect(stdout).toBe(`Are you sure you want to delete 2 evals? [y/N] ${text}`);
  });

  test("without the right to see the configuration nothing is deleted", async () => {
    const { exit, stderr, requests } = await remove(["-yes", "-filter", "x"], [], {
      [configuration]: new Refusal(403, "Permission denied"),
    });
    expect(exit).toBe(1);
    expect(stderr).toBe("Error querying scheduler configuration: Unexpected response code: 403 (Permission denied)\n");
    expect(requests).toHaveLength(1);
  });
});
