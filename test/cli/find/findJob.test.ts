import { describe, expect, test } from "vitest";
import { runNomad } from "../../../src/cli/command.js";
import { Refusal, stubbedContext } from "../agentStub.js";

function stub(ID: string, namespace = "default") {
  return {
    ID,
    Type: "service",
    Priority: 50,
    Status: "running",
    Stop: false,
    SubmitTime: 0,
    JobSummary: { Namespace: namespace },
  };
}

async function evaluate(prefix: string, jobs: unknown, ...flags: readonly string[]) {
  const answers = { "GET /v1/jobs": jobs };
  const { context, written, requests } = stubbedContext({ answers });
  await runNomad(["job", "eval", "-detach", ...flags, prefix], context);
  return { error: written.stderr, asked: requests.at(-1) };
}

describe("the job that a prefix means", () => {
  test("one match is taken", async () => {
    const { asked } = await evaluate("exam", [stub("example")]);
    expect(asked).toBe("PUT /v1/job/example/evaluate?namespace=default");
  });

  test("an exact ID wins over longer ones, blanks around it do not matter", async () => {
    const { asked } = await evaluate(" job ", [stub("job-1"), stub("job"), stub("job-2")]);
    expect(asked).toBe("PUT /v1/job/job/evaluate?namespace=default");
  });

  test("none", async () => {
    const { error } = await evaluate("not-found", []);
    expect(error).toBe('No job(s) with prefix or ID "not-found" found\n');
  });

  test("several", async () => {
    const { error } = await evaluate("job-", [stub("job-1"), stub("job-2")]);
    expect(error).toBe(
      'Prefix "job-" matched multiple jobs\n\nID     Type     Priority  Status   Submit Date\njob-1  service  50        running  <none>\njob-2  service  50        running  <none>\n',
    );
  });

  test("the same ID in two namespaces", async () => {
    const { error } = await evaluate("job-1", [stub("job-1"), stub("job-1", "prod")], "-namespace", "*");
    expect(error).toContain("ID     Namespace  Type");
    expect(error).toContain("job-1  prod       service");
  });

  test("twenty matches may not be all", async () => {
    const { error } = await evaluate(
      "j",
      Array.from({ length: 20 }, (_job, place) => stub(`j-${String(place).padStart(2, "0")}`)),
    );
    expect(error.endsWith("\n(results may be truncated)\n")).toBe(true);
  });

  test("without the right to list, the argument is the ID", async () => {
    const { asked } = await evaluate("job", new Refusal(403, "Permission denied"));
    expect(asked).toBe("PUT /v1/job/job/evaluate");
  });
});
