import type { Answers } from "../agentStub.js";

/** The fixture of the documentation's two transcripts (spec 06 §7.5): what the API answers before and after a promotion. */
interface Placement {
  readonly id: string;
  readonly group: "web" | "cache";
  readonly version: number;
  readonly time: string;
  readonly createIndex: number;
  readonly isStopped?: boolean;
}

interface PageState {
  readonly node: string;
  readonly deployment: string;
  readonly submitTime: string;
  readonly status: string;
  readonly description: string;
  readonly placements: readonly Placement[];
  readonly deployed: Readonly<
    Record<"web" | "cache", { readonly promoted: boolean; readonly placed: number; readonly healthy: number }>
  >;
}

const tail = "-0000-4000-8000-000000000000";

/** Answers for `job status example`; allocations stand in the order of their IDs, as the server gives them. */
export function pageAnswers({
  node,
  deployment,
  submitTime,
  status,
  description,
  placements,
  deployed,
}: PageState): Answers {
  const counts = (group: "web" | "cache") => {
    const own = placements.filter((placement) => placement.group === group);
    const stopped = own.filter(({ isStopped }) => isStopped).length;
    return { Queued: 0, Starting: 0, Running: own.length - stopped, Failed: 0, Complete: stopped, Lost: 0, Unknown: 0 };
  };
  const summary = {
    JobID: "example",
    Namespace: "default",
    Summary: { web: counts("web"), cache: counts("cache") },
    Children: null,
  };
  const group = (name: "web" | "cache") => ({
    AutoRevert: false,
    Promoted: deployed[name].promoted,
    DesiredCanaries: 1,
    DesiredTotal: 2,
    PlacedAllocs: deployed[name].placed,
    HealthyAllocs: deployed[name].healthy,
    UnhealthyAllocs: 0,
    ProgressDeadline: 600_000_000_000,
    RequireProgressBy: null,
    PlacedCanaries: [],
  });
  return {
    "GET /v1/jobs": [{ ID: "example", JobSummary: summary }],
    "GET /v1/job/example": {
      ID: "example",
      Name: "example",
      Namespace: "default",
      NodePool: "default",
      Type: "service",
      Priority: 50,
      Datacenters: ["dc1"],
      Stop: false,
      Status: "running",
      SubmitTime: nanoseconds(submitTime),
      Periodic: null,
      ParameterizedJob: null,
      TaskGroups: [],
    },
    "GET /v1/job/example/allocations": [...placements]
      .sort((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ id, group: taskGroup, version, time, createIndex, isStopped }) => ({
        ID: id + tail,
        NodeID: node + tail,
        TaskGroup: taskGroup,
        JobVersion: version,
        DesiredStatus: isStopped ? "stop" : "run",
        ClientStatus: isStopped ? "complete" : "running",
        CreateIndex: createIndex,
        CreateTime: nanoseconds(time),
        ModifyTime: nanoseconds(time),
      })),
    "GET /v1/job/example/evaluations": [],
    "GET /v1/job/example/deployment": {
      ID: deployment + tail,
      JobID: "example",
      Status: status,
      StatusDescription: description,
      TaskGroups: { web: group("web"), cache: group("cache") },
    },
    "GET /v1/job/example/summary": summary,
  };
}

/** Of a time on 25 July 2017. */
function nanoseconds(time: string): number {
  return Date.parse(`2017-07-25T${time}Z`) * 1e6;
}

function initial(
  time: string,
  stopped: readonly string[],
  ids: Readonly<Record<string, "web" | "cache">>,
): readonly Placement[] {
  return Object.entries(ids).map(([id, group]) => ({
    id,
    group,
    version: 0,
    time,
    createIndex: 10,
    isStopped: stopped.includes(id),
  }));
}

const firstVersionOfAll = { "4bb185b7": "web", f2409f7d: "web", "9b6811ee": "cache", e0a2441b: "cache" } as const;
const canariesOfAll: readonly Placement[] = [
  { id: "091377e5", group: "web", version: 1, time: "18:35:05", createIndex: 20 },
  { id: "d2b13584", group: "cache", version: 1, time: "18:35:05", createIndex: 20 },
];

/** Scenario 1: everything is promoted. */
export const promoteAll = {
  before: {
    node: "a8dcce2d",
    deployment: "9fa81f27",
    submitTime: "18:35:05",
    status: "running",
    description: "Deployment is running but requires manual promotion",
    placements: [...initial("18:31:34", [], firstVersionOfAll), ...canariesOfAll],
    deployed: { web: { promoted: false, placed: 1, healthy: 0 }, cache: { promoted: false, placed: 1, healthy: 0 } },
  },
  after: {
    node: "a8dcce2d",
    deployment: "9fa81f27",
    submitTime: "18:35:05",
    status: "successful",
    description: "Deployment completed successfully",
    placements: [
      ...initial("18:31:34", Object.keys(firstVersionOfAll), firstVersionOfAll),
      ...canariesOfAll,
      { id: "8fa21654", group: "web", version: 1, time: "18:35:21", createIndex: 30 },
      { id: "9f6727a6", group: "cache", version: 1, time: "18:35:21", createIndex: 30 },
    ],
    deployed: { web: { promoted: true, placed: 2, healthy: 2 }, cache: { promoted: true, placed: 2, healthy: 2 } },
  },
} as const satisfies Record<string, PageState>;

const firstVersionOfCache = { "0ee7800c": "cache", a714a926: "cache", cee52788: "web", ee8f972e: "web" } as const;
const canariesOfCache: readonly Placement[] = [
  { id: "3071ab8f", group: "web", version: 1, time: "18:37:14", createIndex: 20 },
  { id: "eeeed13b", group: "cache", version: 1, time: "18:37:14", createIndex: 20 },
];

/** Scenario 2: `-group=cache`. */
export const promoteCache = {
  before: {
    node: "6240eed6",
    deployment: "a6b87a6c",
    submitTime: "18:37:14",
    status: "running",
    description: "Deployment is running but requires manual promotion",
    placements: [...initial("18:37:08", [], firstVersionOfCache), ...canariesOfCache],
    deployed: { web: { promoted: false, placed: 1, healthy: 1 }, cache: { promoted: false, placed: 1, healthy: 1 } },
  },
  after: {
    node: "6240eed6",
    deployment: "a6b87a6c",
    submitTime: "18:37:14",
    status: "running",
    description: "Deployment is running but requires manual promotion",
    placements: [
      ...initial("18:37:08", ["0ee7800c", "a714a926"], firstVersionOfCache),
      ...canariesOfCache,
      { id: "bbddf5c3", group: "cache", version: 1, time: "18:37:40", createIndex: 30 },
    ],
    deployed: { web: { promoted: false, placed: 1, healthy: 1 }, cache: { promoted: true, placed: 2, healthy: 2 } },
  },
} as const satisfies Record<string, PageState>;
