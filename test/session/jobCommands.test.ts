import { describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "../../src/createCluster.js";

const task = { Name: "main", Driver: "mock_driver", Config: {} };
const group = (given: object = {}) => ({ Name: "web", Count: 2, Tasks: [task], ...given });

const job = (ID: string, given: object = {}) =>
  JSON.stringify({ ID, Name: ID, Datacenters: ["dc1"], TaskGroups: [group()], ...given });

const files = {
  "web.json": job("web", { TaskGroups: [group({ Scaling: { Min: 1, Max: 5 } })] }),
  "encode.json": job("encode", {
    Type: "batch",
    ParameterizedJob: { Payload: "optional", MetaRequired: ["size"] },
    TaskGroups: [group({ Count: 1, Tasks: [{ ...task, Config: { run_for: "5s" } }] })],
  }),
  "nightly.json": job("nightly", { Type: "batch", Periodic: { Specs: ["0 3 * * *"] } }),
  "bad.json": job("bad", { Type: "daemon" }),
  "payload.bin": "a payload\n",
};

/** A cluster in which the jobs of these files were registered a minute ago. */
async function clusterWith(...names: readonly string[]): Promise<Cluster> {
  const cluster = createCluster({ nodes: 2, files });
  for (const name of names) await ok(cluster, `nomad job run -detach -json ${name}`);
  cluster.advance("1m");
  return cluster;
}

/** The output of a command that has to succeed. */
async function ok(cluster: Cluster, line: string): Promise<string> {
  const { output, exitCode } = await cluster.run(line);
  if (exitCode !== 0) throw new Error(`${line}: ${exitCode}\n${output}`);
  return output;
}

describe("commands on a cluster in this process", () => {
  test("job dispatch -wait: the dispatched job runs to its end in virtual time", async () => {
    const cluster = await clusterWith("encode.json");
    const output = await ok(cluster, "nomad job dispatch -wait -meta size=4 encode payload.bin");
    const id = /Dispatched Job ID = (encode\/dispatch-\d+-[0-9a-f]{8})/.exec(output)?.[1] ?? "";
    const { value: child } = await cluster.api.readJob(id);
    expect(child).toMatchObject({ Status: "dead", Meta: { size: "4" }, Payload: "YSBwYXlsb2FkCg==" });
    expect((await cluster.run("nomad job dispatch encode")).output).toBe(
      "Failed to dispatch job: Unexpected response code: 500 (Dispatch did not provide required meta keys: [size])\n",
    );
    expect((await cluster.run("nomad job dispatch web")).output).toBe(
      'No parameterized job(s) with prefix or ID "web" found\n',
    );
  });

  test("a dispatched job is no parameterized one, whatever its ID begins with", async () => {
    const cluster = await clusterWith("encode.json");
    const first = await ok(cluster, "nomad job dispatch -detach -idempotency-token once -meta size=1 encode");
    const again = await ok(cluster, "nomad job dispatch -detach -idempotency-token once -meta size=2 enc");
    expect(again).toBe(first.replace(/Evaluation ID.*\n/, ""));
  });

  test("job periodic force, and when the job would have launched by itself", async () => {
    const cluster = await clusterWith("nightly.json");
    expect(await ok(cluster, "nomad job run -json nightly.json")).toBe(
      "Job registration successful\nApproximate next launch time: 2026-01-06T03:00:00Z (10h59m0s from now)\n",
    );
    expect(await ok(cluster, "nomad job periodic force -detach night")).toMatch(
      /^Force periodic successful\nEvaluation ID: [0-9a-f-]{36}\n$/,
    );
    expect(await ok(cluster, "nomad job status nightly")).toMatch(/nightly\/periodic-1767628860 +running/);
  });

  test("job restart restarts where allocations are, or has others stand in for them", async () => {
    const cluster = await clusterWith("web.json");
    const before = await cluster.api.listJobAllocations("web", false);
    await ok(cluster, "nomad job restart -yes web");
    const restarted = await cluster.api.listJobAllocations("web", false);
    expect(restarted.value.map(({ ID }) => ID)).toEqual(before.value.map(({ ID }) => ID));
    expect(restarted.value.map(({ TaskStates }) => TaskStates?.main?.Restarts)).toEqual([1, 1]);

    const output = await ok(cluster, "nomad job restart -yes -reschedule -batch-size=100% web");
    expect(output.match(/Rescheduling|replaced by|is "running"|finished/g)).toEqual([
      "Rescheduling",
      "Rescheduling",
      "replaced by",
      'is "running"',
      "replaced by",
      'is "running"',
      "finished",
    ]);
    const after = await cluster.api.listJobAllocations("web", false);
    expect(after.value.filter(({ DesiredStatus }) => DesiredStatus === "stop").map(({ ID }) => ID)).toEqual(
      before.value.map(({ ID }) => ID),
    );
  });

  test("job restart -reschedule says every minute that it still waits", async () => {
    const cluster = await clusterWith("web.json");
    const { value: nodes } = await cluster.api.listNodes();
    for (const { ID: nodeId } of nodes) {
      cluster.simulator.request({ kind: "set-node-eligibility", nodeId, eligibility: "ineligible" });
    }
    const { output, exitCode } = await cluster.run("timeout 150s nomad job restart -on-error=fail -reschedule web");
    expect(exitCode).toBe(124);
    expect(output.match(/16:0\d:\d\dZ: Still waiting for allocation "[0-9a-f]{8}" to be replaced/g)).toHaveLength(2);
  });

  test("job tag, job history and the way back", async () => {
    const cluster = await clusterWith("web.json");
    expect(await ok(cluster, "nomad job tag apply -name good -description fine web")).toBe(
      'Job version 0 tagged with name "good"\n',
    );
    expect(await ok(cluster, "nomad job history web")).toMatch(/^Tag Name += {1,2}good$/m);
    await ok(cluster, "nomad job scale -detach web 3");
    expect(await ok(cluster, "nomad job tag unset -name good web")).toBe('Tag "good" removed from job "web"\n');
  });

  test("job scaling-events and the scaling policies", async () => {
    const cluster = await clusterWith("web.json");
    expect(await ok(cluster, "nomad job scaling-events web")).toBe("No events found\n");
    await ok(cluster, "nomad job scale -detach web 3");
    expect(await ok(cluster, "nomad job scaling-events web")).toBe(
      "Task Group  Count  PrevCount  Date\nweb         3      2          2026-01-05T16:01:00Z\n",
    );
    const list = await ok(cluster, "nomad scaling policy list");
    const [id = ""] = /^[0-9a-f]{8}/m.exec(list) ?? [];
    expect(await ok(cluster, `nomad scaling policy info ${id}`)).toContain(
      "Target  = Namespace:default,Job:web,Group:web\nMin     = 1\nMax     = 5\n\nPolicy:\n<empty>\n",
    );
    expect(await ok(cluster, "nomad scaling policy list -job other")).toBe("No policies found\n");
    // It is found, but there is no status of it to show.
    expect((await cluster.api.search(id, "scaling_policy")).Matches).toEqual({
      scaling_policy: [expect.stringMatching(`^${id}-`)],
    });
    expect((await cluster.run(`nomad status ${id}`)).output).toBe(`Unable to resolve ID: "${id}"\n`);
  });

  test("eval delete by a filter, while the broker is paused", async () => {
    const cluster = await clusterWith("web.json");
    await ok(cluster, "nomad job stop -detach web");
    cluster.advance("1m");
    const line = `nomad eval delete -yes -filter 'JobID == "web" and Status == complete'`;
    expect((await cluster.run(line)).output).toContain("Eval broker is not paused\n");
    const { schedulerConfiguration: configuration } = cluster.simulator.world;
    cluster.simulator.request({
      kind: "configure-scheduler",
      configuration: { ...configuration, pauseEvalBroker: true },
    });
    const { value: evaluations } = await cluster.api.listEvaluations();
    expect(await ok(cluster, line)).toBe(`Successfully deleted ${evaluations.length} evaluations\n`);
    expect((await cluster.api.listEvaluations()).value).toEqual([]);
    expect(await ok(cluster, line)).toBe("No evaluations were deleted\n");
  });

  test("system gc takes what is over, system reconcile summaries has nothing to do", async () => {
    const cluster = await clusterWith("web.json");
    await ok(cluster, "nomad job stop -detach web");
    cluster.advance("1m");
    expect(await ok(cluster, "nomad system gc")).toBe("");
    expect(await ok(cluster, "nomad system reconcile summaries")).toBe("");
    expect(await ok(cluster, "nomad job status")).toBe("No running jobs\n");
  });

  test("job inspect -hcl shows what was written, also of a version that was copied", async () => {
    const cluster = await clusterWith("web.json");
    await ok(cluster, "nomad job scale -detach web 3");
    expect(await ok(cluster, "nomad job inspect -hcl web")).toBe(`${files["web.json"]}\n`);
    expect(await ok(cluster, "nomad job inspect -hcl -version 0 web")).toBe(`${files["web.json"]}\n`);
  });

  test("job start switches scaling policies on again, as the source has them", async () => {
    const cluster = await clusterWith("web.json");
    await ok(cluster, "nomad job stop -detach web");
    expect(await ok(cluster, "nomad scaling policy list")).toContain("false");
    expect(await ok(cluster, "nomad job start -detach web")).toContain("Job start successful\n");
    expect(await ok(cluster, "nomad scaling policy list")).toContain("true");
  });

  test("namespaces of Vault and Consul come from flags; the servers keep that of Vault", async () => {
    const cluster = await clusterWith();
    await ok(cluster, "nomad job run -detach -json -vault-namespace=v -consul-namespace=c web.json");
    const { value } = await cluster.api.readJob("web");
    expect(value).toMatchObject({ VaultNamespace: "v", ConsulNamespace: "" });
  });

  test("job validate", async () => {
    const cluster = createCluster({ files });
    expect(await ok(cluster, "nomad job validate -json web.json")).toBe("Job validation successful\n");
    expect(await cluster.run("nomad job validate -json bad.json")).toEqual({
      output: 'Job validation errors:\n1 error occurred:\n\t* Invalid job type: "daemon"\n\n\n',
      exitCode: 1,
    });
  });

  test("alloc restart, signal and checks", async () => {
    const cluster = await clusterWith("web.json");
    const { value: stubs } = await cluster.api.listJobAllocations("web", false);
    const id = stubs[0]?.ID ?? "";
    expect(await ok(cluster, `nomad alloc restart ${id} main`)).toBe("");
    expect(await ok(cluster, `nomad alloc signal -s SIGHUP ${id}`)).toBe("");
    expect(await ok(cluster, `nomad alloc checks ${id}`)).toBe("Status of 0 Nomad Service Checks\n\n");
    expect((await cluster.run(`nomad alloc restart ${id} other`)).output).toBe(
      "Could not find task named: other, found:\nmain\n",
    );
    expect((await cluster.run(`nomad alloc logs ${id}`)).output).toBe(
      "failed to read stdout file: Unexpected response code: 501 (logs of allocations are not simulated)\n",
    );
    expect((await cluster.run(`nomad alloc fs ${id}`)).output).toBe(
      "Unexpected response code: 501 (files of allocations are not simulated)\n",
    );
  });

  test("job init writes a file once", async () => {
    const cluster = createCluster();
    expect(await ok(cluster, "nomad job init -short")).toBe("Example job file written to example.nomad.hcl\n");
    expect((await cluster.run("nomad job init")).output).toBe("Job 'example.nomad.hcl' already exists\n");
    expect(await ok(cluster, "nomad init other.nomad.hcl")).toBe("Example job file written to other.nomad.hcl\n");
  });
});
