import type { Json } from "../json.js";
import { flag, number, object, objects, optionalObject, text, texts } from "../json.js";
import { childPart, scrub } from "./texts.js";

/** Allocations, deployments, evaluations and metrics as snapshots show them. FORMAT.md, "Expect of a snapshot". */

const metricMembers = [
  "NodesEvaluated",
  "NodesFiltered",
  "NodesInPool",
  "NodesAvailable",
  "ClassFiltered",
  "ConstraintFiltered",
  "NodesExhausted",
  "ClassExhausted",
  "DimensionExhausted",
  "QuotaExhausted",
  "CoalescedFailures",
];

/** Placement failures by group, without empty counters. */
export function metricsView(failed: Json): Json {
  const groups = Object.entries(failed as Readonly<Record<string, Json>>).map(([group, metrics]) => [
    group,
    Object.fromEntries(metricMembers.filter((name) => !isEmpty(metrics[name])).map((name) => [name, metrics[name]])),
  ]);
  return Object.fromEntries(groups);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === 0) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/**
 * @param ordinals Number of each deployment in the job's list, by ID.
 */
export function allocationView(allocation: Json, ordinals: ReadonlyMap<string, number>, withNode: boolean): Json {
  const health = object(allocation, "DeploymentStatus");
  const states = object(allocation, "TaskStates") as Readonly<Record<string, Json>>;
  return {
    Name: plainName(text(allocation, "Name")),
    JobVersion: optionalObject(allocation, "Job")?.Version ?? allocation.JobVersion,
    DesiredStatus: allocation.DesiredStatus,
    DesiredDescription: scrub(text(allocation, "DesiredDescription")),
    ClientStatus: allocation.ClientStatus,
    ClientDescription: text(allocation, "ClientDescription"),
    Canary: flag(health, "Canary"),
    Healthy: health.Healthy ?? null,
    Deployment: ordinals.get(text(allocation, "DeploymentID")) ?? 0,
    RescheduleEvents: objects(object(allocation, "RescheduleTracker"), "Events").length,
    HasPreviousAllocation: text(allocation, "PreviousAllocation") !== "",
    HasNextAllocation: text(allocation, "NextAllocation") !== "",
    HasFollowupEvalID: text(allocation, "FollowupEvalID") !== "",
    DesiredTransition: Object.entries(object(allocation, "DesiredTransition"))
      .filter(([, value]) => value === true)
      .map(([name]) => name)
      .sort(),
    Preempted: text(allocation, "PreemptedByAllocation") !== "",
    Tasks: Object.fromEntries(Object.entries(states).map(([name, state]) => [name, taskView(state)])),
    ...(withNode ? { NodeName: text(allocation, "NodeName") } : {}),
  };
}

/** The name of a child's allocation holds the child's own. */
function plainName(name: string): string {
  const first = name.split(".")[0] ?? "";
  return `${first.replace(childPart, "/<child>")}.${name.slice(name.lastIndexOf(".") + 1)}`;
}

function taskView(state: Json): Json {
  return {
    State: state.State,
    Failed: state.Failed,
    Restarts: state.Restarts,
    Events: objects(state, "Events").map((event) => `${text(event, "Type")}: ${scrub(text(event, "DisplayMessage"))}`),
  };
}

export function deploymentView(deployment: Json): Json {
  const groups = object(deployment, "TaskGroups") as Readonly<Record<string, Json>>;
  return {
    JobVersion: deployment.JobVersion,
    Status: deployment.Status,
    StatusDescription: deployment.StatusDescription,
    TaskGroups: Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, groupView(group)])),
  };
}

function groupView(group: Json): Json {
  return {
    AutoRevert: group.AutoRevert,
    AutoPromote: group.AutoPromote,
    Promoted: group.Promoted,
    DesiredCanaries: group.DesiredCanaries,
    DesiredTotal: group.DesiredTotal,
    PlacedAllocs: group.PlacedAllocs,
    HealthyAllocs: group.HealthyAllocs,
    UnhealthyAllocs: group.UnhealthyAllocs,
    PlacedCanaries: texts(group, "PlacedCanaries").length,
  };
}

/** A race: evaluations with this description are not looked at. */
const overtaken = "canceled after more recent eval was processed";

/** What a job's evaluations show: which kinds there are, how many are blocked, and what the newest blocked one says. */
export function evaluationViews(evaluations: readonly Json[]): Json {
  const kinds = new Map<string, Json>();
  for (const evaluation of evaluations) {
    if (text(evaluation, "StatusDescription") === overtaken) continue;
    const view = {
      TriggeredBy: evaluation.TriggeredBy,
      Type: evaluation.Type,
      Status: evaluation.Status,
      StatusDescription: scrub(text(evaluation, "StatusDescription")),
    };
    kinds.set(JSON.stringify(view), view);
  }
  const blocked = evaluations.filter((evaluation) => evaluation.Status === "blocked");
  const newest = blocked.filter((evaluation) => !isEmpty(evaluation.FailedTGAllocs)).at(-1);
  return {
    Evaluations: { Always: [...kinds.values()], Sometimes: [] },
    BlockedEvaluations: blocked.length,
    FailedTGAllocs: newest === undefined ? {} : metricsView(object(newest, "FailedTGAllocs")),
  };
}

export function nodeView(node: Json): Json {
  const all = objects(node, "Events").map((event) => `${text(event, "Subsystem")}: ${text(event, "Message")}`);
  return {
    Status: node.Status,
    SchedulingEligibility: node.SchedulingEligibility,
    Drain: optionalObject(node, "DrainStrategy") !== undefined,
    LastDrain: all.some((event) => event.startsWith("Drain:")) ? text(object(node, "LastDrain"), "Status") : "",
    Events: all,
  };
}

/** In order of creation. */
export function byCreation(list: readonly Json[]): readonly Json[] {
  return [...list].sort((a, b) => number(a, "CreateIndex") - number(b, "CreateIndex"));
}
