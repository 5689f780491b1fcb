import { describe, expect, test } from "vitest";
import { admitJob, encodeJob, readmitJob, sameSpecification } from "../../src/jobspec/admission.js";
import type { JsonValue } from "../../src/model/json.js";
import { admitted, context, group, job, task } from "./submission.js";

describe("what a request is refused for", () => {
  const refusals: [string, JsonValue | undefined, number, string][] = [
    ["no job", undefined, 400, "Job must be specified"],
    ["null", null, 400, "Job must be specified"],
    ["no ID", { Name: "x" }, 400, "Job ID hasn't been provided"],
    ["an empty ID", { ID: "" }, 400, "Job ID hasn't been provided"],
    ["a foreign region", job({ Region: "mars" }), 500, "No path to region"],
    ["foreign regions", job({ Multiregion: { Regions: [{ Name: "west" }] } }), 500, "No path to region"],
    [
      "its own region among several",
      job({ Multiregion: { Regions: [{ Name: "west" }, { Name: "global" }] } }),
      500,
      "1 error occurred:\n\t* Multiregion jobs are unlicensed.\n\n",
    ],
    [
      "a system job with a scaling block",
      job({ Type: "system", TaskGroups: [group({ Scaling: { Max: 3 } })] }),
      400,
      "Task groups with job type system do not support scaling blocks",
    ],
    ["an invalid job", { ID: "web" }, 500, "1 error occurred:\n\t* Missing job task groups\n\n"],
  ];
  test.each(refusals)("%s", (_, submitted, status, message) => {
    expect(admitJob(submitted, context)).toEqual({ ok: false, status, message });
  });
});

describe("whose job it is", () => {
  test("the request's namespace wins over the job's", () => {
    expect(admitted(job({ Namespace: "nowhere" }), { queryNamespace: "team-a" }).namespace).toBe("team-a");
    expect(admitted(job({ Namespace: "team-a" })).namespace).toBe("team-a");
    expect(admitted(job()).namespace).toBe("default");
  });

  test("an empty region and global mean the agent's own", () => {
    for (const Region of ["", "global", "eu"]) {
      expect(admitted(job({ Region }), { region: "eu" }).region).toBe("eu");
    }
  });

  test("the request's region wins over the job's", () => {
    expect(admitted(job({ Region: "mars" }), { queryRegion: "global" }).region).toBe("global");
  });
});

test("what a client may not set is dropped, the rest is kept", () => {
  const stored = admitted(
    job({
      Status: "running",
      Stable: true,
      SubmitTime: 5,
      CreateIndex: 6,
      ModifyIndex: 7,
      JobModifyIndex: 8,
      ParentID: "p",
      Dispatched: true,
      DispatchIdempotencyToken: "t",
      ConsulNamespace: "c",
      NomadTokenID: "n",
      Stop: true,
      Version: 4,
      VersionTag: { Name: "good", Description: "d", TaggedTime: 1_700_000_000_123_000_000n },
      VaultNamespace: "v",
    }),
  );
  expect(stored).toMatchObject({
    status: "pending",
    stable: false,
    submitTime: context.now,
    createIndex: 0,
    modifyIndex: 0,
    jobModifyIndex: 0,
    parentId: "",
    dispatched: false,
    dispatchIdempotencyToken: "",
    consulNamespace: "",
    nomadTokenId: "",
    stop: true,
    version: 4,
    versionTag: { name: "good", description: "d", taggedTime: 1_700_000_000_123 },
    vaultNamespace: "v",
  });
});

describe("a stored job that is admitted again", () => {
  test("stays the same specification, with a new time of submission", () => {
    const stored = admitted(job({ TaskGroups: [group({ Services: [{ Provider: "nomad" }] })] }));
    const again = readmitJob(stored, { ...context, now: context.now + 5 });
    if (!again.ok) throw new Error(again.message);
    expect(again.job.submitTime).toBe(context.now + 5);
    expect(sameSpecification(again.job, stored)).toBe(true);
  });

  test("gains the constraint of an extra identity once more", () => {
    const identities = [{ Name: "aws", Audience: ["sts"], TTL: 3_600_000_000_000 }];
    const stored = admitted(job({ TaskGroups: [group({ Tasks: [task({ Identities: identities })] })] }));
    const again = readmitJob(stored, context);
    if (!again.ok) throw new Error(again.message);
    expect(stored.taskGroups[0]?.constraints).toHaveLength(1);
    expect(again.job.taskGroups[0]?.constraints).toHaveLength(2);
    expect(sameSpecification(again.job, stored)).toBe(false);
  });

  test("is validated against the cluster of now", () => {
    const stored = admitted(job({ NodePool: "gpu" }));
    expect(readmitJob(stored, { ...context, nodePools: ["default"] })).toEqual({
      ok: false,
      status: 500,
      message: '1 error occurred:\n\t* job "web" is in nonexistent node pool "gpu"\n\n',
    });
  });
});

describe("the API's form of a stored job", () => {
  test("every member is present, absent ones as null", () => {
    const json = encodeJob(admitted(job()));
    expect(json).toMatchObject({
      Constraints: null,
      Affinities: null,
      Meta: null,
      Multiregion: null,
      Payload: null,
      StatusDescription: "",
      VersionTag: null,
      Update: { Stagger: 30_000_000_000, MaxParallel: 1, HealthCheck: "", ProgressDeadline: 0 },
      SubmitTime: BigInt(context.now) * 1_000_000n,
    });
    expect(json.TaskGroups).toMatchObject([
      {
        Networks: null,
        PreventRescheduleOnLost: false,
        StopAfterClientDisconnect: null,
        MaxClientDisconnect: null,
        ShutdownDelay: null,
        Tasks: [{ Schedule: null, KillTimeout: 5_000_000_000, Env: null, Vault: null }],
      },
    ]);
  });

  test("networks and ports leave out empty members", () => {
    const networks = [{ Mode: "", DynamicPorts: [{ Label: "http" }], ReservedPorts: [] }];
    const [first] = encodeJob(admitted(job({ TaskGroups: [group({ Networks: networks })] }))).TaskGroups as [
      { Networks: JsonValue },
    ];
    expect(first.Networks).toEqual([{ DynamicPorts: [{ Label: "http", HostNetwork: "default" }] }]);
  });

  test("an empty list of cron expressions is a list", () => {
    const stored = admitted(job({ Type: "batch", Periodic: { Spec: "@daily" } }));
    expect(encodeJob(stored).Periodic).toMatchObject({ Spec: "@daily", Specs: [], SpecType: "cron", TimeZone: "UTC" });
  });

  test("durations below a millisecond and beyond 2^53 ns lose nothing", () => {
    const killTimeouts = [1, 500_000, 1_234_567, 100 * 24 * 3_600_000_000_000, 9_007_199_254_741_000_000n];
    for (const KillTimeout of killTimeouts) {
      const update = { ProgressDeadline: 0 };
      const stored = admitted(job({ TaskGroups: [group({ Update: update, Tasks: [task({ KillTimeout })] })] }));
      const [first] = encodeJob(stored).TaskGroups as [{ Tasks: readonly { KillTimeout: JsonValue }[] }];
      expect(first.Tasks[0]?.KillTimeout).toBe(KillTimeout);
    }
  });
});
