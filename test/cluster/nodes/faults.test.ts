import fc from "fast-check";
import { expect, test } from "vitest";
import { idleDrainer } from "../../../src/model/drainer.js";
import type { JsonObject } from "../../../src/model/json.js";
import type { World } from "../../../src/model/world.js";
import { minutes, seconds } from "../builders/jobs.js";
import { migrateOneByOne, NodePlay, plainJob } from "./nodePlay.js";

/** Whatever happens to nodes, in whatever order: nothing breaks off, and once it is over the cluster is whole again. */

const nodes = ["client-1", "client-2", "client-3"] as const;

const jobs: readonly JsonObject[] = [
  plainJob({ ID: "plain", Name: "plain" }, { Count: 3, Migrate: { ...migrateOneByOne, MinHealthyTime: seconds(2) } }),
  plainJob({ ID: "patient", Name: "patient" }, { Count: 2, Disconnect: { LostAfter: minutes(2) } }),
  plainJob(
    { ID: "moving", Name: "moving" },
    { Count: 2, Disconnect: { LostAfter: minutes(1), Reconcile: "keep_replacement" } },
  ),
  plainJob({ ID: "shy", Name: "shy" }, { Count: 1, Disconnect: { StopOnClientAfter: seconds(15) } }),
  plainJob({ ID: "everywhere", Name: "everywhere", Type: "system" }, { Count: 1 }),
  plainJob({ ID: "work", Name: "work", Type: "batch" }, { Count: 2, Update: null }),
];

const deeds = [
  "cut off",
  "kill",
  "return",
  "drain",
  "drain 20s",
  "force",
  "end drain",
  "eligible",
  "ineligible",
  "purge",
  "wait",
] as const;

type Deed = (typeof deeds)[number];

function perform(play: NodePlay, deed: Deed, nodeId: string, pauseMs: number): void {
  const drain = (deadlineMs: number | undefined) =>
    play.simulator.request({
      kind: "drain-node",
      nodeId,
      drain: deadlineMs === undefined ? undefined : { deadlineMs, ignoreSystemJobs: pauseMs % 2 === 0 },
      markEligible: true,
    });
  const request = play.simulator.request.bind(play.simulator);
  if (deed === "cut off" || deed === "kill") request({ kind: "cut-off-node", nodeId, tasksDie: deed === "kill" });
  if (deed === "return") request({ kind: "reconnect-node", nodeId });
  if (deed === "drain") drain(0);
  if (deed === "drain 20s") drain(20_000);
  if (deed === "force") drain(-1);
  if (deed === "end drain") drain(undefined);
  if (deed === "eligible" || deed === "ineligible")
    request({ kind: "set-node-eligibility", nodeId, eligibility: deed });
  if (deed === "purge") request({ kind: "purge-node", nodeId });
  if (deed === "wait") play.simulator.advanceTo(play.world.now + 60_000);
  play.simulator.advanceTo(play.world.now + pauseMs);
}

/** Timers of nodes that nobody could cancel any more. */
function forgottenTimers(world: World): readonly string[] {
  const remembered = new Set<string | undefined>([world.drainer.deadlineTimer, world.drainer.submission?.timer]);
  for (const connection of world.connections.valuesArray()) {
    for (const timer of [connection.missTimer, connection.heartbeatTimer, connection.catchUpTimer])
      remembered.add(timer);
  }
  const kinds = ["send-heartbeat", "miss-heartbeat", "catch-up-client", "commit-drain", "reach-drain-deadline"];
  return [...world.timers.byDue.entries()]
    .filter(([key, { action }]) => kinds.includes(action.kind) && !remembered.has(key))
    .map(([, { action }]) => action.kind);
}

const steps = fc.array(
  fc.record({
    deed: fc.constantFrom(...deeds),
    node: fc.constantFrom(...nodes),
    pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
  }),
  { maxLength: 25 },
);

test.each(["instant", "realistic"] as const)(
  "after any faults the cluster is whole again: %s",
  (latency) => {
    fc.assert(
      fc.property(steps, (given) => {
        const play = new NodePlay({ nodes: nodes.map((name) => ({ name })), latency });
        const ids = new Map(nodes.map((name) => [name, play.node(name).id]));
        for (const job of jobs) play.register(job);
        play.simulator.advanceTo(play.world.now + 30_000);
        play.simulator.listen((_action, _events, world) => expect(forgottenTimers(world)).toEqual([]));
        for (const { deed, node, pauseMs } of given) perform(play, deed, ids.get(node) ?? "", pauseMs);
        for (const nodeId of ids.values()) {
          perform(play, "return", nodeId, 0);
          play.simulator.advanceTo(play.world.now + 60_000);
          perform(play, "end drain", nodeId, 0);
          perform(play, "eligible", nodeId, 0);
        }
        // A client that gave its allocation up and is back before the servers missed it says that it is complete, and nobody
        // looks at the job for that (spec 04 §6.2 step 5).
        play.does({ kind: "evaluate-job", namespace: "default", jobId: "shy", forceReschedule: false });
        play.simulator.advanceTo(play.world.now + 3_600_000);
        expectWhole(play);
      }),
      { numRuns: 60 },
    );
  },
  60_000,
);

function expectWhole(play: NodePlay): void {
  const { world } = play;
  for (const name of nodes)
    expect(play.node(name)).toMatchObject({ status: "ready", eligible: true, drain: undefined });
  expect(world.drainer).toMatchObject({
    submission: undefined,
    jobsToLook: false,
    deadlineTimer: idleDrainer.deadlineTimer,
  });
  expect(world.drainer.tracked.size).toBe(0);
  expect(world.unsentReports.size).toBe(0);
  for (const connection of world.connections.valuesArray()) expect(connection.link).toBe("up");
  const counts = { plain: 3, patient: 2, moving: 2, shy: 1, everywhere: 3 };
  for (const [id, count] of Object.entries(counts)) {
    const live = play.live(id).map((one) => `${id} ${one.clientStatus}`);
    expect(live).toEqual(Array.from({ length: count }, () => `${id} running`));
  }
  for (const allocation of world.allocations.valuesArray()) {
    expect(["running", "complete"]).toContain(allocation.clientStatus);
    expect(allocation.clientStatus === "running").toBe(world.runners.has(allocation.id));
  }
}

test("an evaluation does not go round in circles while one node refuses a plan and another takes it again and again", () => {
  const play = new NodePlay({ nodes: nodes.map((name) => ({ name })) });
  for (const job of jobs) play.register(job);
  play.at(30);
  for (const [name, until] of [
    ["client-2", 90],
    ["client-3", 93],
    ["client-1", 130.001],
  ] as const) {
    play.cutOff(name);
    play.at(until);
  }
  // The evaluation of second 140 finds client-1 not ready yet, by a millisecond.
  play.reconnect("client-1");
  play.at(150);
  expect(play.evaluationLines("moving").some((line) => line.endsWith("failed (maximum attempts reached (5))"))).toBe(
    true,
  );
  for (const name of ["client-2", "client-3"] as const) play.reconnect(name);
  play.at(4000);
  expectWhole(play);
});
