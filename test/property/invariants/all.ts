import type { World } from "../../../src/model/world.js";
import {
  allocationIndicesAreWhatTheTableSays,
  jobActivityIsWhatIsGoingOn,
  jobIndicesAreWhatTheTablesSay,
  nodeUsageIsWhatRunsThere,
  summariesCountEveryEnd,
  summariesCountTheAllocations,
  whatIsWrittenCarriesTheIndexOfItsWrite,
} from "./bookkeeping.js";
import {
  aJobHasAtMostOneActiveDeployment,
  anActiveDeploymentBelongsToTheRegisteredVersion,
  aPausedDeploymentNeverMissesItsDeadline,
  deploymentsOfAJobStandInTheOrderOfTheirCreation,
  healthyCountFallsOnlyAsUnhealthyCountRises,
  placedAllocationsAndCanariesNeverShrink,
  promotedNeverGoesBack,
  requireProgressByNeverMovesBackwards,
  successTakesEnoughHealthyAllocationsAndMakesTheVersionStable,
  terminalDeploymentsKeepTheirStatus,
  verdictsNeverExceedPlacements,
} from "./deployments.js";
import {
  aDestructiveUpdateIsAnAtomicPair,
  aPlanReplacesAtMostMaxParallelLessItsPlacements,
  destructiveUpdatesUnderWayNeverExceedMaxParallel,
} from "./destructive.js";
import {
  aFailedGroupWaitsInABlockedEvaluation,
  aJobHasAtMostOneTrackedBlockedEvaluation,
  anEvaluationOfTheSchedulerHasAPredecessorOfItsJob,
  noEvaluationIsForgotten,
  oneEvaluationAJobAtATime,
  queuedCountsAreNeverNegative,
  terminalEvaluationsKeepTheirStatus,
  whatIsQueuedHasAFailedGroup,
} from "./evaluations.js";
import { nothingInAWorldIsMutable } from "./immutability.js";
import type { ChangeRule, StateRule } from "./invariant.js";
import {
  aJobsStatusIsWhatIsGoingOn,
  aRollbackIsOneNewVersionEqualToAStableOne,
  aStoppedJobGetsNoAllocations,
  aStopTargetsWhatIsNotStopped,
  nothingOfAStoppedJobGoesOn,
  successorsKnowTheirPredecessors,
  theRegisteredJobIsOneOfItsVersions,
  whatIsOverStaysOver,
} from "./jobs.js";
import {
  aCanaryHasADeploymentThatListsIt,
  anUnpromotedGroupKeepsItsOldAllocations,
  aPausedDeploymentNeverPromotesItself,
  aPausedDeploymentPlacesOnlySuccessors,
  promotionTakesAsManyHealthyCanariesAsDesired,
} from "./promotion.js";
import {
  aNodesCapacityIsNeverExceeded,
  newAllocationsStartPendingAndWanted,
  placementsGoToReadyNodes,
} from "./room.js";
import {
  activeDeploymentsAreWatched,
  clientsHaveToldEverything,
  clientsRunWhatExists,
  everyRememberedTimerExists,
  everyTimerIsRememberedByWhoSetIt,
  livingAllocationsHaveAClient,
  timePassesNoTimer,
  verdictsAreKnown,
} from "./wakefulness.js";

/** What every action keeps, in whatever order actions come. */
export const rulesOfChange: readonly ChangeRule[] = [
  promotedNeverGoesBack,
  placedAllocationsAndCanariesNeverShrink,
  terminalDeploymentsKeepTheirStatus,
  requireProgressByNeverMovesBackwards,
  healthyCountFallsOnlyAsUnhealthyCountRises,
  aPausedDeploymentNeverMissesItsDeadline,
  promotionTakesAsManyHealthyCanariesAsDesired,
  aPausedDeploymentNeverPromotesItself,
  aPlanReplacesAtMostMaxParallelLessItsPlacements,
  aDestructiveUpdateIsAnAtomicPair,
  queuedCountsAreNeverNegative,
  aFailedGroupWaitsInABlockedEvaluation,
  anEvaluationOfTheSchedulerHasAPredecessorOfItsJob,
  terminalEvaluationsKeepTheirStatus,
  aStoppedJobGetsNoAllocations,
  aRollbackIsOneNewVersionEqualToAStableOne,
  whatIsOverStaysOver,
  aStopTargetsWhatIsNotStopped,
  placementsGoToReadyNodes,
  newAllocationsStartPendingAndWanted,
  summariesCountEveryEnd,
  whatIsWrittenCarriesTheIndexOfItsWrite,
  timePassesNoTimer,
];

/** What every action keeps besides when each evaluation is processed in one go, so that no plan is older than its World. */
export const rulesOfCanonicalOrder: readonly ChangeRule[] = [
  successTakesEnoughHealthyAllocationsAndMakesTheVersionStable,
  anUnpromotedGroupKeepsItsOldAllocations,
  aPausedDeploymentPlacesOnlySuccessors,
  whatIsQueuedHasAFailedGroup,
];

/** A rule with what it reads of a World: as long as those tables are the very same, it need not be asked again. */
export interface ReadingRule {
  readonly rule: StateRule;
  readonly reads: readonly (keyof World)[];
}

/** What holds in every World, after every action. */
export const rulesOfEveryState: readonly ReadingRule[] = [
  { rule: aJobHasAtMostOneActiveDeployment, reads: ["deployments", "deploymentsByJob"] },
  {
    rule: destructiveUpdatesUnderWayNeverExceedMaxParallel,
    reads: ["deployments", "allocations", "allocationsByDeployment", "jobVersions"],
  },
  { rule: aCanaryHasADeploymentThatListsIt, reads: ["deployments", "allocations"] },
  { rule: aNodesCapacityIsNeverExceeded, reads: ["nodeUsage", "nodes"] },
  { rule: oneEvaluationAJobAtATime, reads: ["broker", "deliveries", "evaluations"] },
  { rule: activeDeploymentsAreWatched, reads: ["deployments", "watchers", "jobs"] },
  { rule: theRegisteredJobIsOneOfItsVersions, reads: ["jobs", "jobVersions"] },
];

/**
 * The same in canonical order only: an update in place that was planned before an allocation's verdict and is committed after
 * it takes the verdict back, and the next one counts again (spec 01 §15 keeps only what the client said of its tasks).
 */
export const rulesOfEveryStateInCanonicalOrder: readonly ReadingRule[] = [
  { rule: verdictsNeverExceedPlacements, reads: ["deployments"] },
];

/** What holds in every World too, and takes a look at all of it: checked after each request and each pause. */
export const rulesOfTheWholeState: readonly StateRule[] = [
  deploymentsOfAJobStandInTheOrderOfTheirCreation,
  noEvaluationIsForgotten,
  aJobHasAtMostOneTrackedBlockedEvaluation,
  successorsKnowTheirPredecessors,
  everyTimerIsRememberedByWhoSetIt,
  everyRememberedTimerExists,
  livingAllocationsHaveAClient,
  clientsRunWhatExists,
  allocationIndicesAreWhatTheTableSays,
  jobIndicesAreWhatTheTablesSay,
  nodeUsageIsWhatRunsThere,
  jobActivityIsWhatIsGoingOn,
  nothingInAWorldIsMutable,
];

/**
 * The same in canonical order only: a plan that was made before a purge and is applied after the job came back places
 * allocations that the new summary never counts.
 */
export const rulesOfTheWholeStateInCanonicalOrder: readonly StateRule[] = [summariesCountTheAllocations];

/** What holds when nothing is left to do at this instant. */
export const rulesOfRest: readonly StateRule[] = [
  anActiveDeploymentBelongsToTheRegisteredVersion,
  nothingOfAStoppedJobGoesOn,
  aJobsStatusIsWhatIsGoingOn,
  clientsHaveToldEverything,
];

/** The same in canonical order only: a plan that is older than a verdict takes it back (see above). */
export const rulesOfRestInCanonicalOrder: readonly StateRule[] = [verdictsAreKnown];
