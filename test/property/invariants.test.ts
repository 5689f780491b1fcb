import { describe, expect, test } from "vitest";
import { emptyMetrics } from "../../src/model/metrics.js";
import { emptyTable, withEntry } from "../../src/model/table.js";
import { timerKey } from "../../src/model/timers.js";
import type { World } from "../../src/model/world.js";
import { allocationText } from "../../src/scheduler/descriptions.js";
import {
  rulesOfCanonicalOrder,
  rulesOfChange,
  rulesOfEveryState,
  rulesOfEveryStateInCanonicalOrder,
  rulesOfRest,
  rulesOfRestInCanonicalOrder,
  rulesOfTheWholeState,
  rulesOfTheWholeStateInCanonicalOrder,
} from "./invariants/all.js";
import type { Change, ChangeRule, StateRule } from "./invariants/invariant.js";
import { inWords } from "./invariants/invariant.js";
import { everyGroupHasItsCountInTheRegisteredVersion } from "./invariants/jobs.js";
import {
  anEvaluation,
  canarying,
  changeOf,
  finished,
  found,
  key,
  old,
  placed,
  plant,
  plantDeployment,
  plantEvaluation,
  plantGroup,
  plantJob,
  registered,
  replacing,
  rolling,
  rollout,
  theCanary,
  updated,
  withFirst,
} from "./planted.js";

const stateRules: readonly StateRule[] = [
  ...[...rulesOfEveryState, ...rulesOfEveryStateInCanonicalOrder].map(({ rule }) => rule),
  ...rulesOfTheWholeState,
  ...rulesOfTheWholeStateInCanonicalOrder,
  ...rulesOfRest,
  ...rulesOfRestInCanonicalOrder,
];

const changeRules: readonly ChangeRule[] = [...rulesOfChange, ...rulesOfCanonicalOrder];

/** A World that breaks the rule, whatever else it breaks. */
const plantedStates: Readonly<Record<string, () => World>> = {
  aJobHasAtMostOneActiveDeployment: () => {
    const first = found(canarying.deployments.get(canarying.deploymentsByJob.get(key)?.[0] ?? ""));
    return plantDeployment(canarying, { ...first, status: "running" });
  },
  destructiveUpdatesUnderWayNeverExceedMaxParallel: () =>
    plant(rolling, { ...theCanary(rolling), deploymentStatus: undefined, previousAllocation: updated(rolling).id }),
  verdictsNeverExceedPlacements: () => plantGroup(canarying, { healthyAllocations: 2 }),
  aCanaryHasADeploymentThatListsIt: () => plantGroup(canarying, { placedCanaries: [] }),
  aNodesCapacityIsNeverExceeded: () => ({
    ...canarying,
    nodes: withFirst(canarying.nodes, (node) => ({ ...node, resources: { ...node.resources, cpu: 399 } })),
  }),
  oneEvaluationAJobAtATime: () => ({
    ...canarying,
    broker: { ...canarying.broker, slots: withEntry(canarying.broker.slots, key, anEvaluation(canarying).id) },
  }),
  activeDeploymentsAreWatched: () => ({ ...canarying, watchers: emptyTable() }),
  theRegisteredJobIsOneOfItsVersions: () => ({
    ...canarying,
    jobs: withEntry(canarying.jobs, key, { ...registered(canarying), priority: 70 }),
  }),
  deploymentsOfAJobStandInTheOrderOfTheirCreation: () => ({
    ...canarying,
    deploymentsByJob: withFirst(canarying.deploymentsByJob, (ids) => [...ids].reverse()),
  }),
  noEvaluationIsForgotten: () => plantEvaluation(canarying, { status: "pending" }),
  aJobHasAtMostOneTrackedBlockedEvaluation: () => ({
    ...canarying,
    blocked: { ...canarying.blocked, tracked: withEntry(canarying.blocked.tracked, "e1", anEvaluation(canarying)) },
  }),
  successorsKnowTheirPredecessors: () =>
    plant(canarying, { ...old(canarying), nextAllocation: theCanary(canarying).id }),
  everyTimerIsRememberedByWhoSetIt: () => withTimer(canarying, canarying.now + 1),
  everyRememberedTimerExists: () => ({
    ...canarying,
    watchers: withFirst(canarying.watchers, (watcher) => ({ ...watcher, batchTimer: timerKey(canarying.now, 0) })),
  }),
  livingAllocationsHaveAClient: () => ({ ...canarying, runners: canarying.runners.without(old(canarying).id) }),
  clientsRunWhatExists: () => ({ ...canarying, allocations: canarying.allocations.without(old(canarying).id) }),
  allocationIndicesAreWhatTheTableSays: () => ({ ...canarying, allocationsByDeployment: emptyTable() }),
  jobIndicesAreWhatTheTablesSay: () => ({ ...canarying, evaluationsByJob: emptyTable() }),
  nodeUsageIsWhatRunsThere: () => ({
    ...canarying,
    nodeUsage: withFirst(canarying.nodeUsage, (usage) => ({ ...usage, cpu: usage.cpu + 1 })),
  }),
  jobActivityIsWhatIsGoingOn: () => ({
    ...canarying,
    jobActivity: withFirst(canarying.jobActivity, (activity) => ({ ...activity, liveAllocations: 9 })),
  }),
  summariesCountTheAllocations: () => withCount(canarying, "running"),
  nothingInAWorldIsMutable: () => Object.freeze(plant(canarying, { ...old(canarying), name: "not frozen" })),
  anActiveDeploymentBelongsToTheRegisteredVersion: () => plantJob(canarying, { version: 2 }),
  nothingOfAStoppedJobGoesOn: () => plantJob(canarying, { stop: true }),
  aJobsStatusIsWhatIsGoingOn: () => plantJob(canarying, { status: "dead" }),
  verdictsAreKnown: () => plant(canarying, { ...theCanary(canarying), deploymentStatus: undefined }),
  clientsHaveToldEverything: () => plant(canarying, { ...old(canarying), clientStatus: "pending" }),
};

/** A change that breaks the rule, whatever else it breaks. */
const plantedChanges: Readonly<Record<string, () => Change>> = {
  promotedNeverGoesBack: () => changeOf(rolling, plantGroup(rolling, { promoted: false })),
  placedAllocationsAndCanariesNeverShrink: () => changeOf(canarying, plantGroup(canarying, { placedCanaries: [] })),
  terminalDeploymentsKeepTheirStatus: () =>
    changeOf(finished, plantDeployment(finished, { ...rollout(finished), status: "running" })),
  requireProgressByNeverMovesBackwards: () => {
    const clock = found(rollout(canarying).taskGroups.web?.requireProgressBy);
    return changeOf(canarying, plantGroup(canarying, { requireProgressBy: clock - 1 }));
  },
  healthyCountFallsOnlyAsUnhealthyCountRises: () =>
    changeOf(canarying, plantGroup(canarying, { healthyAllocations: 0 })),
  successTakesEnoughHealthyAllocationsAndMakesTheVersionStable: () =>
    changeOf(canarying, plantDeployment(canarying, { ...rollout(canarying), status: "successful" })),
  aPausedDeploymentNeverMissesItsDeadline: () => {
    const failed = plantDeployment(paused(), { ...rollout(canarying), status: "failed" });
    return changeOf(paused(), failed, { kind: "check-progress-deadline", deploymentId: rollout(canarying).id });
  },
  promotionTakesAsManyHealthyCanariesAsDesired: () => {
    const before = plant(canarying, { ...theCanary(canarying), clientStatus: "failed" });
    return changeOf(before, plantGroup(before, { promoted: true }));
  },
  aPausedDeploymentNeverPromotesItself: () => changeOf(paused(), plantGroup(paused(), { promoted: true })),
  anUnpromotedGroupKeepsItsOldAllocations: () => {
    const stop = { desiredStatus: "stop", desiredDescription: allocationText.notNeeded } as const;
    return changeOf(canarying, plant(canarying, { ...old(canarying), ...stop }));
  },
  aPlanReplacesAtMostMaxParallelLessItsPlacements: () => {
    const victim = old(replacing.after);
    const stopped = plant(replacing.after, {
      ...victim,
      desiredStatus: "stop",
      desiredDescription: allocationText.updating,
    });
    const second = { ...placed(replacing), id: "second", previousAllocation: victim.id };
    return changeOf(replacing.before, plant(stopped, second), replacing.action);
  },
  aDestructiveUpdateIsAnAtomicPair: () => {
    const lonely = plant(replacing.after, { ...placed(replacing), previousAllocation: undefined });
    return changeOf(replacing.before, lonely, replacing.action);
  },
  queuedCountsAreNeverNegative: () =>
    changeOf(canarying, plantEvaluation(canarying, { queuedAllocations: { web: -1 } })),
  whatIsQueuedHasAFailedGroup: () => changeOf(canarying, plantEvaluation(canarying, { queuedAllocations: { web: 1 } })),
  aFailedGroupWaitsInABlockedEvaluation: () =>
    changeOf(
      plantEvaluation(canarying, { status: "pending" }),
      plantEvaluation(canarying, { failedTaskGroups: { web: emptyMetrics } }),
    ),
  anEvaluationOfTheSchedulerHasAPredecessorOfItsJob: () =>
    changeOf(
      canarying,
      plantEvaluation(canarying, { id: "e1", waitUntil: canarying.now, previousEvaluation: undefined }),
    ),
  terminalEvaluationsKeepTheirStatus: () => changeOf(canarying, plantEvaluation(canarying, { status: "pending" })),
  aStoppedJobGetsNoAllocations: () => changeOf(replacing.before, plantJob(replacing.after, { stop: true })),
  aRollbackIsOneNewVersionEqualToAStableOne: () => {
    const statusDescription = "Deployment marked as failed - rolling back to job version 0";
    const failed = { ...rollout(canarying), status: "failed", statusDescription } as const;
    return changeOf(canarying, plantDeployment(canarying, failed));
  },
  whatIsOverStaysOver: () => changeOf(finished, plant(finished, { ...updated(finished), desiredStatus: "run" })),
  aStopTargetsWhatIsNotStopped: () =>
    changeOf(finished, plant(finished, { ...updated(finished), desiredDescription: allocationText.migrating })),
  placementsGoToReadyNodes: () => {
    const nodes = withFirst(replacing.before.nodes, (node) => ({ ...node, eligible: false }));
    return changeOf({ ...replacing.before, nodes }, replacing.after);
  },
  newAllocationsStartPendingAndWanted: () =>
    changeOf(replacing.before, plant(replacing.after, { ...placed(replacing), clientStatus: "running" })),
  summariesCountEveryEnd: () => changeOf(canarying, withCount(canarying, "failed")),
  whatIsWrittenCarriesTheIndexOfItsWrite: () => changeOf(canarying, plantJob(canarying, { priority: 70 })),
  timePassesNoTimer: () => {
    const before = withTimer(canarying, canarying.now + 1);
    return changeOf(before, { ...before, now: before.now + 2 });
  },
  aPausedDeploymentPlacesOnlySuccessors: () => {
    const fresh = { ...theCanary(canarying), id: "fresh" };
    return changeOf(paused(), plant(paused(), fresh), { kind: "apply-plan", evaluationId: anEvaluation(canarying).id });
  },
};

function paused(): World {
  return plantDeployment(canarying, { ...rollout(canarying), status: "paused" });
}

/** A timer that nobody remembers. */
function withTimer(world: World, due: number): World {
  const action = { kind: "run-allocation", allocationId: old(world).id } as const;
  const { byDue, set } = world.timers;
  return {
    ...world,
    timers: { byDue: withEntry(byDue, timerKey(due, set), { due, phase: "client", action }), set: set + 1 },
  };
}

/** One more in a bin of the summary. */
function withCount(world: World, bin: "running" | "failed"): World {
  const summaries = withFirst(world.summaries, (summary) => {
    const web = found(summary.groups.web);
    return { ...summary, groups: { web: { ...web, [bin]: web[bin] + 1 } } };
  });
  return { ...world, summaries };
}

describe("every invariant of a World", () => {
  test.each(stateRules.map((rule) => ({ words: inWords(rule), rule })))(
    "$words: finds what breaks it, and nothing else",
    ({ rule }) => {
      const broken = plantedStates[rule.name];
      expect(broken, `a planted World for ${rule.name}`).toBeDefined();
      if (broken !== undefined) expect(rule(broken())).toEqual(expect.any(String));
      for (const sound of [canarying, finished]) expect(rule(sound)).toBeUndefined();
    },
  );

  test("is planted under its own name", () => {
    expect(Object.keys(plantedStates).sort()).toEqual(stateRules.map((rule) => rule.name).sort());
  });
});

describe("every invariant of a change", () => {
  test.each(changeRules.map((rule) => ({ words: inWords(rule), rule })))(
    "$words: finds what breaks it, and nothing else",
    ({ rule }) => {
      const broken = plantedChanges[rule.name];
      expect(broken, `a planted change for ${rule.name}`).toBeDefined();
      if (broken !== undefined) expect(rule(broken())).toEqual(expect.any(String));
      expect(rule(replacing)).toBeUndefined();
      expect(rule(changeOf(canarying, canarying))).toBeUndefined();
    },
  );

  test("is planted under its own name", () => {
    expect(Object.keys(plantedChanges).sort()).toEqual(changeRules.map((rule) => rule.name).sort());
  });
});

test("at the end every group has its count in the registered version", () => {
  expect(everyGroupHasItsCountInTheRegisteredVersion(finished)).toBeUndefined();
  expect(everyGroupHasItsCountInTheRegisteredVersion(rolling)).toContain("runs, the job has version 1");
  const job = registered(finished);
  const taskGroups = job.taskGroups.map((group) => ({ ...group, count: 4 }));
  expect(everyGroupHasItsCountInTheRegisteredVersion(plantJob(finished, { taskGroups }))).toBe(
    "example.web has 3 of 4",
  );
});
