import type { InsideAction } from "../model/action.js";
import type { Instant } from "../model/time.js";
import type { TimerPhase } from "../model/timers.js";
import type { World } from "../model/world.js";
import { readyEvaluations } from "./broker.js";
import { mayReport } from "./nodes/connections.js";
import { drainerIsReady } from "./nodes/drainer.js";

/** The parts of one instant, in canonical order (DESIGN). */
export const phases = ["client", "report", "watcher", "drainer", "evaluation", "deadline"] as const;

export type Phase = (typeof phases)[number];

/** The inside actions that are ready now, in canonical order. Reads queues and the due timers; scans nothing else. */
export function pending(world: World): readonly InsideAction[] {
  return phases.flatMap((phase) => [...pendingIn(world, phase)]);
}

/** When something becomes ready by itself; undefined when nothing will. */
export function nextTimer(world: World): Instant | undefined {
  const first = world.timers.byDue.minKey();
  return first === undefined ? undefined : world.timers.byDue.get(first)?.due;
}

/**
 * What is ready in one phase: clients' transitions; one report a node that the servers hear, by node ID; watchers; the drainer;
 * evaluations, of which a started one goes on before the next begins; deadlines. Lazy, since a driver mostly wants the first. DESIGN, "canonical order at
 * one instant".
 */
function* pendingIn(world: World, phase: Phase): Iterable<InsideAction> {
  switch (phase) {
    case "client":
      for (const allocationId of world.runnersToRun.keys()) yield { kind: "run-allocation", allocationId };
      yield* due(world, "client");
      return;
    case "report":
      yield* due(world, "report");
      for (const nodeId of world.unsentReports.keys()) {
        const waits = world.plannedReports.has(nodeId);
        if (!waits && mayReport(world, nodeId)) yield { kind: "report-allocations", nodeId };
      }
      return;
    case "watcher":
      for (const deploymentId of world.watchersToLook.keys()) yield { kind: "watch-deployment", deploymentId };
      yield* due(world, "watcher");
      return;
    case "drainer":
      if (drainerIsReady(world.drainer)) yield { kind: "look-at-drains" };
      yield* due(world, "drainer");
      return;
    case "evaluation":
      yield* startedEvaluations(world);
      yield* due(world, "evaluation");
      for (const evaluationId of readyEvaluations(world)) yield { kind: "evaluate", evaluationId };
      return;
    case "deadline":
      yield* due(world, "deadline");
      return;
  }
}

/** The first action of a phase. */
export function firstIn(world: World, phase: Phase): InsideAction | undefined {
  for (const action of pendingIn(world, phase)) return action;
  return undefined;
}

function* startedEvaluations(world: World): Iterable<InsideAction> {
  for (const delivery of world.deliveries.values()) {
    if (world.broker.delayed.has(delivery.evaluationId)) continue;
    yield { kind: delivery.stage, evaluationId: delivery.evaluationId };
  }
}

function* due(world: World, phase: TimerPhase): Iterable<InsideAction> {
  for (const timer of world.timers.byDue.values()) {
    if (timer.due > world.now) return;
    if (timer.phase === phase) yield timer.action;
  }
}
