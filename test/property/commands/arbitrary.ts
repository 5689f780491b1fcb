import fc from "fast-check";
import type { JsonObject } from "../../../src/model/json.js";
import type { NodeDescription } from "../../../src/model/nodeDescription.js";
import type { GroupSpec, JobSpec, RescheduleSpec, RestartSpec, UpdateSpec } from "../../builders/jobs.js";
import type { WorldSpec } from "../../builders/worlds.js";
import { AddNode, PassTime, PerformOne } from "./clusterCommands.js";
import type { Doing } from "./command.js";
import { Decide, FailTasks, Promote, SetHealth, StopAllocation } from "./deploymentCommands.js";
import {
  EvaluateJob,
  MarkStable,
  RegisterBroken,
  RegisterEdited,
  RegisterJob,
  RevertJob,
  ScaleJob,
  StopJob,
} from "./jobCommands.js";
import type { NodeDeed } from "./nodeCommands.js";
import { ChangeNode } from "./nodeCommands.js";

const jobId = fc.constantFrom("api", "api", "api", "db");
const position = fc.nat(7);
const age = fc.constantFrom(0, 0, 0, 0, 0, 1, 2);
const image = fc.constantFrom("v1", "v2", "v3");
const cpu = fc.constantFrom(50, 50, 100, 300);

/** Weighted alternatives, the first the simplest: failures shrink towards it. */
function oneOf<Value>(...choices: readonly (readonly [weight: number, value: Value])[]): fc.Arbitrary<Value> {
  return fc.oneof(
    { withCrossShrink: true },
    ...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })),
  );
}

const behaviour: fc.Arbitrary<JsonObject> = oneOf<JsonObject>(
  [8, {}],
  [2, { run_for: "5s", exit_code: 1 }],
  [1, { run_for: "15s", exit_code: 1 }],
  [1, { run_for: "3s" }],
  [1, { start_block_for: "2s" }],
  [1, { start_error: "no such image" }],
);

/** Waiting times that go together; the deadline of progress has to be the longest, or 0. */
type Times = Pick<UpdateSpec, "minHealthyTimeMs" | "healthyDeadlineMs" | "progressDeadlineMs">;

const times: fc.Arbitrary<Times> = oneOf<Times>(
  [4, { minHealthyTimeMs: 10_000, healthyDeadlineMs: 300_000, progressDeadlineMs: 600_000 }],
  [3, { minHealthyTimeMs: 1_000, healthyDeadlineMs: 20_000, progressDeadlineMs: 30_000 }],
  [2, { minHealthyTimeMs: 10_000, healthyDeadlineMs: 20_000, progressDeadlineMs: 0 }],
  [1, { minHealthyTimeMs: 0, healthyDeadlineMs: 20_000, progressDeadlineMs: 0 }],
);

const update: fc.Arbitrary<UpdateSpec> = fc
  .record({
    maxParallel: oneOf([4, 1], [3, 2], [2, 3], [1, 0]),
    canary: oneOf([3, 0], [4, 1], [2, 2], [1, 3]),
    autoPromote: fc.boolean(),
    autoRevert: fc.boolean(),
    healthCheck: oneOf<UpdateSpec["healthCheck"]>([6, "task_states"], [2, "checks"], [1, "manual"]),
    times,
  })
  .map(({ times: chosen, ...rest }) => {
    // Canaries without max_parallel never settle, in Nomad neither (spec 01 §20 Q12).
    const canary = rest.maxParallel === 0 ? 0 : rest.canary;
    return { ...rest, ...chosen, canary, autoPromote: rest.autoPromote && canary > 0 };
  });

const restart: fc.Arbitrary<RestartSpec> = oneOf<RestartSpec>(
  [3, { attempts: 0, intervalMs: 60_000, delayMs: 1_000, mode: "fail" }],
  [3, { attempts: 2, intervalMs: 1_800_000, delayMs: 15_000, mode: "fail" }],
  [1, { attempts: 1, intervalMs: 60_000, delayMs: 1_000, mode: "fail" }],
  [1, { attempts: 1, intervalMs: 60_000, delayMs: 1_000, mode: "delay" }],
);

const limited: RescheduleSpec = {
  unlimited: false,
  attempts: 2,
  intervalMs: 3_600_000,
  delayMs: 5_000,
  delayFunction: "constant",
  maxDelayMs: 0,
};

const reschedule: fc.Arbitrary<RescheduleSpec | undefined> = oneOf<RescheduleSpec | undefined>(
  [3, undefined],
  [2, { ...limited, unlimited: true, attempts: 0, intervalMs: 0 }],
  [2, limited],
  [1, { ...limited, attempts: 0, intervalMs: 0 }],
  [1, { ...limited, unlimited: true, attempts: 0, intervalMs: 0, delayFunction: "fibonacci", maxDelayMs: 20_000 }],
);

const serviceGroup: fc.Arbitrary<Omit<GroupSpec, "name">> = fc.record({
  count: fc.nat(5),
  image,
  cpu,
  memoryMb: fc.constantFrom(64, 64, 256),
  behaviour,
  update,
  restart,
  reschedule,
  shutdownDelayMs: oneOf([5, 0], [1, 3_000]),
  killTimeoutMs: fc.constantFrom(5_000, 6_000),
});

const batchGroup: fc.Arbitrary<Omit<GroupSpec, "name">> = fc.record({
  count: fc.nat(4),
  image,
  cpu,
  memoryMb: fc.constant(64),
  behaviour: oneOf<JsonObject>([2, { run_for: "5s" }], [2, { run_for: "20s" }], [1, { run_for: "5s", exit_code: 1 }]),
  update: fc.constant(undefined),
  restart,
  reschedule: fc.constant(undefined),
  shutdownDelayMs: fc.constant(0),
  killTimeoutMs: fc.constantFrom(5_000, 6_000),
});

const names = ["web", "cache", "edge"] as const;

function named(groups: readonly Omit<GroupSpec, "name">[]): readonly GroupSpec[] {
  return groups.map((spec, at) => ({ name: names[at] ?? `group${at}`, ...spec }));
}

const serviceContent = {
  type: fc.constant("service" as const),
  priority: fc.constantFrom(50, 50, 70),
  groups: fc.array(serviceGroup, { minLength: 1, maxLength: 3 }).map(named),
};

const service: fc.Arbitrary<JobSpec> = fc.record({ id: jobId, ...serviceContent });

/** What most commands of a run are about is there from the beginning. */
export const opening: fc.Arbitrary<Doing> = fc
  .record({ id: fc.constant("api"), ...serviceContent })
  .map((spec) => new RegisterJob(spec));

const batch: fc.Arbitrary<JobSpec> = fc.record({
  id: fc.constant("sums"),
  type: fc.constant("batch" as const),
  priority: fc.constant(50),
  groups: fc.array(batchGroup, { minLength: 1, maxLength: 2 }).map(named),
});

const edit = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant("image" as const), to: image }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("count" as const), to: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant("kill timeout" as const), to: fc.constantFrom(5_000, 6_000) }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("behaviour" as const), to: behaviour }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("cpu" as const), to: cpu }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("canaries" as const), to: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("parallel" as const), to: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("drop the group" as const) }) },
);

const fault: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { TaskGroups: [] },
  { Type: "nightly" },
  { Priority: 1_000 },
  { TaskGroups: [{ Name: "web", Count: -1, Tasks: [{ Name: "task", Driver: "mock_driver" }] }] },
  { TaskGroups: [{ Name: "web", Update: { Canary: -1 }, Tasks: [{ Name: "task", Driver: "mock_driver" }] }] },
  { TaskGroups: "none" },
);

const promotion = fc.oneof(
  { weight: 4, arbitrary: fc.constant("all" as const) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(0, 1, 2, 9), { maxLength: 2 }) },
);

/** What operators and faults do. */
const outside: readonly fc.WeightedArbitrary<Doing>[] = [
  { weight: 10, arbitrary: service.map((spec) => new RegisterJob(spec)) },
  { weight: 3, arbitrary: batch.map((spec) => new RegisterJob(spec)) },
  {
    weight: 16,
    arbitrary: fc.tuple(jobId, fc.nat(2), edit).map(([id, at, change]) => new RegisterEdited(id, at, change)),
  },
  { weight: 2, arbitrary: jobId.map((id) => new RegisterEdited(id, 0, undefined)) },
  { weight: 1, arbitrary: fc.tuple(jobId, fault).map(([id, broken]) => new RegisterBroken(id, broken)) },
  { weight: 14, arbitrary: fc.tuple(jobId, age, promotion).map(([id, back, groups]) => new Promote(id, back, groups)) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        jobId,
        age,
        fc.constantFrom("resume" as const, "resume" as const, "pause" as const, "fail" as const, "unblock" as const),
      )
      .map(([id, back, decision]) => new Decide(id, back, decision)),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(jobId, fc.integer({ min: 0, max: 3 })).map(([id, back]) => new RevertJob(id, back)),
  },
  { weight: 4, arbitrary: fc.tuple(jobId, fc.nat(2), fc.nat(5)).map(([id, at, count]) => new ScaleJob(id, at, count)) },
  { weight: 2, arbitrary: fc.constantFrom("api", "db", "sums", "nobody").map((id) => new StopJob(id, false)) },
  { weight: 1, arbitrary: fc.constantFrom("api", "db", "sums", "nobody").map((id) => new StopJob(id, true)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        jobId,
        fc.array(position, { maxLength: 2 }),
        fc.oneof(fc.constant([]), fc.array(position, { maxLength: 1 })),
      )
      .map(([id, healthy, unhealthy]) => new SetHealth(id, healthy, unhealthy)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom("api", "api", "db", "sums"),
        position,
        fc.constantFrom(true, true, true, false),
        fc.boolean(),
      )
      .map(([id, at, alive, again]) => new StopAllocation(id, at, alive, again)),
  },
  { weight: 2, arbitrary: fc.tuple(jobId, fc.boolean()).map(([id, force]) => new EvaluateJob(id, force)) },
  {
    weight: 6,
    arbitrary: fc.tuple(jobId, position, fc.constantFrom(1, 1, 0)).map(([id, at, code]) => new FailTasks(id, at, code)),
  },
  { weight: 1, arbitrary: jobId.map((id) => new MarkStable(id)) },
];

const pauses = fc
  .constantFrom(10_000, 1_000, 5_000, 10_000, 16_000, 30_000, 60_000, 10_000, 5_000, 16_000, 31_000, 300_000, 700_000)
  .map((duration) => new PassTime(duration));

/** A client with room for some allocations, not for all. */
const node: fc.Arbitrary<Omit<NodeDescription, "name">> = fc.record({
  cpu: fc.constantFrom(4_000, 1_000, 600, 300),
  memoryMb: fc.constantFrom(8_192, 1_024, 512),
});

/** What happens to clients, most of it without a lasting loss. */
const nodeDeed: fc.Arbitrary<NodeDeed> = oneOf<NodeDeed>(
  [3, { what: "drain", deadlineMs: 60_000 }],
  [1, { what: "drain", deadlineMs: -1 }],
  [1, { what: "drain", deadlineMs: 0 }],
  [3, { what: "end the drain of", markEligible: true }],
  [1, { what: "make ineligible" }],
  [2, { what: "make eligible" }],
  [1, { what: "label", rack: "r1" }],
  [1, { what: "label", rack: null }],
  [2, { what: "cut off", tasksDie: false }],
  [2, { what: "cut off", tasksDie: true }],
  [6, { what: "bring back" }],
  [1, { what: "evaluate" }],
  [1, { what: "purge" }],
);

const nodeDeeds = fc.tuple(fc.nat(4), nodeDeed).map(([at, deed]) => new ChangeNode(at, deed));

/** How a run begins, in a cluster of the given latency. */
export function worldSpec(latency: WorldSpec["latency"]): fc.Arbitrary<WorldSpec> {
  return fc.record({
    seed: fc.nat(1_000),
    latency: fc.constant(latency),
    nodes: fc
      .array(node, { minLength: 1, maxLength: 4 })
      .map((nodes) => nodes.map((described, at) => ({ name: `client-${at + 1}`, ...described }))),
  });
}

/** Commands for a run in canonical order: requests, faults, and pauses of all lengths. */
export const command: fc.Arbitrary<Doing> = fc.oneof(
  ...outside,
  { weight: 26, arbitrary: pauses },
  { weight: 1, arbitrary: node.map((described) => new AddNode({ name: "late", ...described })) },
  { weight: 8, arbitrary: nodeDeeds },
);

/** Commands for a run in any order: most of the time one of the actions that are pending. */
export const commandInAnyOrder: fc.Arbitrary<Doing> = fc.oneof(
  ...outside,
  { weight: 20, arbitrary: pauses },
  { weight: 8, arbitrary: nodeDeeds },
  { weight: 220, arbitrary: fc.nat(1_000).map((choice) => new PerformOne(choice)) },
);
