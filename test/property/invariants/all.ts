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
  aStopTargetsWhatIsNotStopped,
  aStoppedJobGetsNoAllocations,
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
import { aNodesCapacityIsNeverExceeded, newAllocationsStartPendingAndWanted, placementsGoToReadyNodes } from "./room.js";
import {
  activeDeploymentsAreWatched,
  clientsHaveToldEverything,
  clientsRunWhatExists,
  everyRememberedTimerExists,
  everyTimerIsRememberedByWhoSetIt,
  livingAllocationsHaveAClient,
  timePassesNoTimer,
} from "./wakefulness.js";

/** What every action keeps, in whatever order actions come. */
export const rulesOfChange: readonly ChangeRule[] = [
  promotedNeverGoesBack,
  placedAllocationsAndCanariesNeverShrink,
  terminalDeploymentsKeepTheirStatus,
  requireProgressByNeverMovesBackwards,
  healthyCountFallsOnlyAsUnhealthyCountRises,
  successTakesEnoughHealthyAllocationsAndMakesTheVersionStable,
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
  anUnpromotedGroupKeepsItsOldAllocations,
  aPausedDeploymentPlacesOnlySuccessors,
  whatIsQueuedHasAFailedGroup,
];

/** What holds in every World, after every action. */
export const rulesOfEveryState: readonly StateRule[] = [
  aJobHasAtMostOneActiveDeployment,
  destructiveUpdatesUnderWayNeverExceedMaxParallel,
  verdictsNeverExceedPlacements,
  aCanaryHasADeploymentThatListsIt,
  aNodesCapacityIsNeverExceeded,
  oneEvaluationAJobAtATime,
  activeDeploymentsAreWatched,
  theRegisteredJobIsOneOfItsVersions,
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
