import { allocationText } from "../../../src/scheduler/descriptions.js";
import type { Json } from "../json.js";
import { number, object, text, texts } from "../json.js";
import { canonicalText, listOf, multiset, NewNames } from "./canonical.js";
import { countsOf } from "./counts.js";
import { metricsDifferences, scoresDifferences } from "./metrics.js";
import type { Expected, Recording } from "./recording.js";
import { familyOf } from "./recording.js";

/** How a decision differs from the recorded one, in words; empty when FORMAT.md calls them equal. */
export function differencesOf(recording: Recording, actual: Expected): readonly string[] {
  const { expected } = recording;
  const sides: Sides = { expected, actual, expectedNames: new NewNames(expected), actualNames: new NewNames(actual) };
  const evaluation = [
    ...evaluationDifferences(sides),
    ...createdDifferences(sides),
    ...textDifference("blocked again", expected.reblockedEvaluation, actual.reblockedEvaluation),
  ];
  if (recording.comparison === "counts") {
    return [...countsDifferences(recording, actual), ...deploymentDifferences(sides), ...evaluation];
  }
  return [...planDifferences(recording, sides), ...deploymentDifferences(sides), ...evaluation];
}

interface Sides {
  readonly expected: Expected;
  readonly actual: Expected;
  readonly expectedNames: NewNames;
  readonly actualNames: NewNames;
}

const stopMembers = ["ID", "DesiredDescription", "ClientStatus", "FollowupEvalID"];
const updateMembers = [
  "ID",
  "Kind",
  "JobVersion",
  "ClientStatus",
  "ClientDescription",
  "FollowupEvalID",
  "DeploymentID",
  "DeploymentStatus",
  "RescheduleTracker",
  "AllocStatesAppended",
];
const placementMembers = [
  "TaskGroup",
  "Name",
  "Canary",
  "PreviousAllocation",
  "JobVersion",
  "DeploymentID",
  "RescheduleTracker",
];
const createdMembers = [
  "TriggeredBy",
  "Type",
  "Status",
  "StatusDescription",
  "Priority",
  "WaitUntil",
  "PreviousEval",
  "NodeID",
  "ClassEligibility",
  "EscapedComputedClass",
  "Allocations",
];

function planDifferences(recording: Recording, sides: Sides): readonly string[] {
  const { expected, actual } = sides;
  if (expected.plan === undefined || actual.plan === undefined) {
    if (expected.plan === actual.plan) return [];
    return [expected.plan === undefined ? "a plan, where none was submitted" : "no plan, where one was submitted"];
  }
  const nodes = nodesAreSettled(recording) ? ["NodeID"] : [];
  return [
    ...setDifferences("stop", "Stops", stopMembers, sides),
    ...setDifferences("update", "Updates", updateMembers, sides),
    ...setDifferences("placement", "Placements", [...placementMembers, ...nodes], sides),
    ...preemptionDifferences(recording, sides),
    ...scoreDifferences(recording, sides),
  ];
}

function setDifferences(what: string, list: string, members: readonly string[], sides: Sides): readonly string[] {
  const expected = multiset(listOf(sides.expected.plan, list), members, sides.expectedNames);
  const actual = multiset(listOf(sides.actual.plan, list), members, sides.actualNames);
  return multisetDifferences(what, expected, actual);
}

function multisetDifferences(what: string, expected: readonly string[], actual: readonly string[]): readonly string[] {
  const surplus = [...actual];
  const missing = expected.filter((each) => {
    const at = surplus.indexOf(each);
    if (at < 0) return true;
    surplus.splice(at, 1);
    return false;
  });
  return [...missing.map((each) => `${what} missing: ${each}`), ...surplus.map((each) => `${what} not due: ${each}`)];
}

/**
 * Whether the chosen nodes can be demanded. Four repetitions with one shuffle agreed (FORMAT.md, "Chosen nodes"), but where
 * Nomad places in the order of a map, that is luck: with several groups, and with several replacements of failed or lost
 * allocations. Jobs of type system have no such choice.
 */
function nodesAreSettled({ shuffle, evaluation, expected }: Recording): boolean {
  if (shuffle.nodeIDsReproducible !== true) return false;
  if (text(evaluation, "Type").startsWith("sys")) return true;
  const placements = listOf(expected.plan, "Placements");
  const inOrder = new Set(
    listOf(expected.plan, "Stops")
      .filter(isPlacedInOrder)
      .map((stop) => text(stop, "ID")),
  );
  const unordered = placements.filter(
    (placement) => placement.PreviousAllocation !== undefined && !inOrder.has(text(placement, "PreviousAllocation")),
  );
  return new Set(placements.map((placement) => text(placement, "TaskGroup"))).size <= 1 && unordered.length <= 1;
}

/** Destructive updates and migrations are placed in the order of their indexes. */
function isPlacedInOrder(stop: Json): boolean {
  const description = text(stop, "DesiredDescription");
  return description === allocationText.migrating || description === allocationText.updating;
}

/**
 * Which victims depends on the node: they are compared where the node is, and victims that are alike stand for one another
 * (their order is that of a map, too). Elsewhere it only counts whether there are any.
 */
function preemptionDifferences(recording: Recording, sides: Sides): readonly string[] {
  const expected = listOf(sides.expected.plan, "Preemptions");
  const actual = listOf(sides.actual.plan, "Preemptions");
  if (!nodesAreSettled(recording)) {
    return expected.length > 0 === actual.length > 0
      ? []
      : [`preemptions: expected ${expected.length > 0 ? "some" : "none"}`];
  }
  const kinds = new Map(
    (recording.allocations ?? []).map((victim) => [
      text(victim, "ID"),
      { NodeID: victim.NodeID, JobID: victim.JobID, TaskGroup: victim.TaskGroup, JobVersion: victim.JobVersion },
    ]),
  );
  const alike = (preemptions: readonly Json[]): readonly Json[] =>
    preemptions.map(({ ID, PreemptedByAllocation }) => ({ ...kinds.get(String(ID)), PreemptedByAllocation }));
  const members = ["NodeID", "JobID", "TaskGroup", "JobVersion", "PreemptedByAllocation"];
  return multisetDifferences(
    "preemption",
    multiset(alike(expected), members, sides.expectedNames),
    multiset(alike(actual), members, sides.actualNames),
  );
}

function scoreDifferences(recording: Recording, sides: Sides): readonly string[] {
  if (!familyOf(recording).startsWith("placement-")) return [];
  const [expected] = listOf(sides.expected.plan, "Placements");
  const [actual] = listOf(sides.actual.plan, "Placements");
  if (expected === undefined || actual === undefined || expected.Metrics === undefined) return [];
  return scoresDifferences(object(expected, "Metrics"), object(actual, "Metrics"), text(actual, "NodeID"));
}

function deploymentDifferences({ expected, actual, expectedNames, actualNames }: Sides): readonly string[] {
  const expectedPlan = expected.plan ?? expected.examplePlan;
  return [
    ...textDifference("deployment", comparableDeployment(expectedPlan), comparableDeployment(actual.plan)),
    ...multisetDifferences(
      "deployment update",
      multiset(listOf(expectedPlan, "DeploymentUpdates"), deploymentUpdateMembers, expectedNames),
      multiset(listOf(actual.plan, "DeploymentUpdates"), deploymentUpdateMembers, actualNames),
    ),
  ];
}

const deploymentUpdateMembers = ["DeploymentID", "Status", "StatusDescription"];

/** New canaries in `PlacedCanaries` are counted, known ones compared as a set. */
function comparableDeployment(plan: Json | undefined): Json | undefined {
  const deployment = plan?.Deployment as Json | undefined;
  if (deployment === undefined) return undefined;
  const groups = Object.entries(object(deployment, "TaskGroups")).map(([name, group]) => {
    const placed = texts(group as Json, "PlacedCanaries").map((id) => (id.startsWith("new-alloc-") ? "new-alloc" : id));
    return [name, { ...(group as Json), PlacedCanaries: placed.sort(), present: true }];
  });
  return { ...deployment, TaskGroups: Object.fromEntries(groups) };
}

function createdDifferences({ expected, actual, expectedNames, actualNames }: Sides): readonly string[] {
  return multisetDifferences(
    "created evaluation",
    multiset(expected.createdEvaluations ?? [], createdMembers, expectedNames),
    multiset(actual.createdEvaluations ?? [], createdMembers, actualNames),
  );
}

function evaluationDifferences({ expected, actual, expectedNames, actualNames }: Sides): readonly string[] {
  const before = expected.evaluationUpdate;
  const after = actual.evaluationUpdate;
  if (before === undefined || after === undefined) {
    return before === after ? [] : [`evaluation written: expected ${before !== undefined}, got ${after !== undefined}`];
  }
  const named = ["DeploymentID", "BlockedEval", "NextEval"];
  const left = expectedNames.renamed(before, named);
  const right = actualNames.renamed(after, named);
  const severalFollowups =
    (expected.createdEvaluations ?? []).filter((each) => each.WaitUntil !== undefined).length > 1;
  return [
    ...memberDifference("Status", left, right),
    ...memberDifference("StatusDescription", left, right),
    ...memberDifference("DeploymentID", left, right),
    ...memberDifference("BlockedEval", left, right),
    ...(severalFollowups ? [] : memberDifference("NextEval", left, right)),
    ...memberDifference("ClassEligibility", left, right),
    ...queuedDifference(before, after),
    ...failureDifferences(before, after),
    ...counterDifferences(before, after),
  ];
}

function memberDifference(member: string, expected: Json, actual: Json): readonly string[] {
  return textDifference(`evaluation ${member}`, expected[member], actual[member]);
}

/** A group with 0 is there or not: zeros count. */
function queuedDifference(expected: Json, actual: Json): readonly string[] {
  const words = (update: Json): string =>
    Object.entries(object(update, "QueuedAllocations"))
      .map(([group, amount]) => `${group}=${amount}`)
      .sort()
      .join(" ");
  return textDifference("evaluation QueuedAllocations", words(expected), words(actual));
}

function failureDifferences(expected: Json, actual: Json): readonly string[] {
  const before = object(expected, "FailedTGAllocs");
  const after = object(actual, "FailedTGAllocs");
  const groups = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...groups].flatMap((group) => {
    if (before[group] === undefined) return [`failed group ${group} not due`];
    if (after[group] === undefined) return [`failed group ${group} missing`];
    return metricsDifferences(object(before, group), object(after, group)).map(
      (each) => `failed group ${group}: ${each}`,
    );
  });
}

function counterDifferences(expected: Json, actual: Json): readonly string[] {
  const before = object(object(expected, "PlanAnnotations"), "DesiredTGUpdates");
  const after = object(object(actual, "PlanAnnotations"), "DesiredTGUpdates");
  const groups = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...groups].flatMap((group) => {
    if (before[group] === undefined) return [`counters of ${group} not due`];
    if (after[group] === undefined) return [`counters of ${group} missing`];
    return textDifference(`counters of ${group}`, before[group], after[group]);
  });
}

function countsDifferences(recording: Recording, actual: Expected): readonly string[] {
  const before = recording.expected.counts ?? {};
  const after = countsOf(recording, actual.plan);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const difference = number(after, key) - number(before, key);
    return difference === 0 ? [] : [`count of "${key}": expected ${before[key] ?? 0}, got ${after[key] ?? 0}`];
  });
}

function textDifference(what: string, expected: unknown, actual: unknown): readonly string[] {
  const before = canonicalText(expected);
  const after = canonicalText(actual);
  return before === after ? [] : [`${what}: expected ${before}, got ${after}`];
}
