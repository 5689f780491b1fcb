import type { InsideAction } from "../model/action.js";
import type { Instant } from "../model/time.js";
import type { Timer } from "../model/timers.js";
import type { World } from "../model/world.js";
import { clientPredictions } from "./allocation.js";
import { counted } from "./counted.js";
import { deadlinePredictions } from "./deployment.js";
import type { Claim } from "./explanation.js";

/** The next instant at which something happens by itself, and what. */
export interface Coming {
  readonly at: Instant;
  /** For instance `health of 3 allocations`; what most is due of comes first. */
  readonly what: readonly string[];
}

/** More than this due at one instant are not looked at: it is only said that there are more. */
const mostLookedAt = 500;

/**
 * What happens next if nothing comes from outside, read from the timers: cheap, however large the cluster is. DESIGN, "Timers
 * are data".
 */
export function comesNext(world: World): Coming | undefined {
  const counts = new Map<Kind, number>();
  let at: Instant | undefined;
  let looked = 0;
  for (const { due, action } of timersWithEffect(world)) {
    at ??= due;
    if (due > at || ++looked > mostLookedAt) break;
    const kind = kindOf(world, due, action);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (at === undefined) return undefined;
  const what = [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => phrases[kind](count));
  return { at, what: looked > mostLookedAt ? [...what, "more"] : what };
}

/** Whether anything will ever happen by itself that someone could wait for. */
export function somethingComes(world: World): boolean {
  for (const _ of timersWithEffect(world)) return true;
  return false;
}

/**
 * Timers that someone can wait for, the next one first. That the leader looks for garbage is none; nor is the progress deadline
 * of a deployment that has all it needs and waits for its promotion.
 */
function* timersWithEffect(world: World): Iterable<Timer> {
  for (const timer of world.timers.byDue.values()) {
    if (timer.action.kind === "collect") continue;
    if (timer.action.kind === "check-progress-deadline") {
      const deployment = world.deployments.get(timer.action.deploymentId);
      const claims = deployment === undefined ? [] : deadlinePredictions(world, deployment).map(({ claim }) => claim);
      if (claims.some((claim) => claim.kind === "deployment deadline" && !claim.fails)) continue;
    }
    yield timer;
  }
}

type Kind =
  | "health"
  | "start"
  | "end"
  | "task"
  | "report"
  | "heartbeat"
  | "missed heartbeat"
  | "deployment"
  | "progress deadline"
  | "drain"
  | "drain deadline"
  | "launch"
  | "evaluation";

const phrases: Readonly<Record<Kind, (count: number) => string>> = {
  health: (count) => `health of ${counted(count, "allocation")}`,
  start: (count) => `start of ${counted(count, "task")}`,
  end: (count) => `end of ${counted(count, "task")}`,
  task: (count) => `${counted(count, "allocation")} ${count === 1 ? "goes" : "go"} on`,
  report: (count) => `${counted(count, "client")} ${count === 1 ? "reports" : "report"}`,
  heartbeat: (count) => `heartbeat of ${counted(count, "node")}`,
  "missed heartbeat": (count) => `missed heartbeat of ${counted(count, "node")}`,
  deployment: (count) => `${counted(count, "deployment")} ${count === 1 ? "goes" : "go"} on`,
  "progress deadline": (count) => `progress deadline of ${counted(count, "deployment")}`,
  drain: () => "the drain goes on",
  "drain deadline": () => "deadline of a drain",
  launch: (count) => `launch of ${counted(count, "periodic job")}`,
  evaluation: (count) => counted(count, "evaluation"),
};

function kindOf(world: World, due: Instant, action: InsideAction): Kind {
  switch (action.kind) {
    case "run-allocation":
      return clientKind(world, due, action.allocationId);
    case "report-allocations":
    case "catch-up-client":
      return "report";
    case "send-heartbeat":
      return "heartbeat";
    case "miss-heartbeat":
      return "missed heartbeat";
    case "watch-deployment":
    case "create-watcher-evaluation":
      return "deployment";
    case "check-progress-deadline":
      return "progress deadline";
    case "look-at-drains":
    case "commit-drain":
      return "drain";
    case "reach-drain-deadline":
      return "drain deadline";
    case "launch-periodic-job":
      return "launch";
    default:
      return "evaluation";
  }
}

const clientKinds: Readonly<Record<Claim["kind"], Kind>> = {
  "allocation health": "health",
  "task starts": "start",
  "task ends": "end",
  "deployment deadline": "progress deadline",
  "evaluation starts": "evaluation",
};

function clientKind(world: World, due: Instant, allocationId: string): Kind {
  const allocation = world.allocations.get(allocationId);
  const predictions = allocation === undefined ? [] : clientPredictions(world, allocation);
  const claim = predictions.find((prediction) => prediction.at === due)?.claim;
  return claim === undefined ? "task" : clientKinds[claim.kind];
}
