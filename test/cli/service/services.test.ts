import { describe, expect, test } from "vitest";
import { run } from "../run.js";

const listing = [
  {
    Namespace: "default",
    Services: [
      { ServiceName: "web-api", Tags: ["b", "a"] },
      { ServiceName: "web", Tags: null },
    ],
  },
];
const registration = {
  ID: "_nomad-1",
  ServiceName: "web",
  Namespace: "default",
  JobID: "shop",
  NodeID: "11111111-0000-4000-8000-000000000000",
  AllocID: "22222222-0000-4000-8000-000000000000",
  Datacenter: "dc1",
  Address: "10.0.0.1",
  Port: 8080,
  Tags: ["a"],
};
const answers = {
  "GET /v1/services": listing,
  "GET /v1/service/web": [registration, { ...registration, Port: 0 }],
};

describe("service list", () => {
  test.each([
    [[], "Service Name  Tags\nweb           []\nweb-api       [b,a]\n"],
    [
      ["-namespace", "*"],
      "Service Name  Namespace  Tags\nweb           default    []\nweb-api       default    [b,a]\n",
    ],
  ])("%j", async (flags, text) => {
    expect((await run(["service", "list", ...flags], { answers })).stdout).toBe(text);
  });
});

describe("service info", () => {
  test("an exact name wins over those that begin with it", async () => {
    const { stdout } = await run(["service", "info", "web"], { answers });
    expect(stdout).toBe(
      "Job ID  Address        Tags  Node ID   Alloc ID\n" +
        "shop    10.0.0.1:8080  [a]   11111111  22222222\nshop    10.0.0.1       [a]   11111111  22222222\n",
    );
  });

  test("-verbose shows each by itself", async () => {
    const { stdout } = await run(["service", "info", "-verbose", "web"], { answers });
    expect(stdout.split("\n\n")).toHaveLength(2);
    expect(stdout).toContain("Alloc ID     = 22222222-0000-4000-8000-000000000000\n");
  });

  test("a beginning of several names", async () => {
    const { exit, stderr } = await run(["service", "info", "we"], { answers });
    expect(exit).toBe(1);
    expect(stderr.startsWith("Prefix matched multiple services\n\nService Name  Tags\n")).toBe(true);
  });
});

test("service delete names the service and its instance", async () => {
  const { requests, stdout } = await run(["service", "delete", "web", "_nomad-1"], {
    answers: { "DELETE /v1/service/web/_nomad-1": undefined },
  });
  expect({ requests, stdout }).toEqual({
    requests: ["DELETE /v1/service/web/_nomad-1"],
    stdout: "Successfully deleted service registration\n",
  });
});
