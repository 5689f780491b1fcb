import { ApiError } from "../nomadApi.js";
import { parseFilter } from "./expression.js";
import { FilterSyntaxError } from "./lexemes.js";
import { matches, UnknownField } from "./matching.js";

/** What kind of objects a filter is held against. */
export type FilteredKind = "job" | "allocation" | "evaluation" | "deployment" | "node" | "nodePool";

/** Members that an object leaves out when they are empty (spec 07 §4 rule 2, §17.2, §17.3). */
const omitted: Readonly<Partial<Record<FilteredKind, ReadonlySet<string>>>> = {
  allocation: new Set([
    "Namespace",
    "NodeName",
    "Resources",
    "SharedResources",
    "TaskResources",
    "AllocatedResources",
    "Metrics",
    "DesiredDescription",
    "DesiredTransition",
    "ClientDescription",
    "TaskStates",
    "AllocStates",
    "PreviousAllocation",
    "NextAllocation",
    "DeploymentID",
    "DeploymentStatus",
    "RescheduleTracker",
    "NetworkStatus",
    "FollowupEvalID",
    "PreemptedAllocations",
    "PreemptedByAllocation",
    "SigningKeyID",
  ]),
  evaluation: new Set([
    "JobModifyIndex",
    "NodeID",
    "NodeModifyIndex",
    "DeploymentID",
    "StatusDescription",
    "Wait",
    "WaitUntil",
    "NextEval",
    "PreviousEval",
    "BlockedEval",
    "RelatedEvals",
    "FailedTGAllocs",
    "PlanAnnotations",
    "ClassEligibility",
    "QuotaLimitReached",
    "MissingNonNodeResources",
    "EscapedComputedClass",
    "AnnotatePlan",
    "QueuedAllocations",
    "LeaderACL",
    "SnapshotIndex",
  ]),
};

/**
 * The values for whose API objects an expression holds; all without an expression. Spec 07 §7.
 *
 * @param object The whole object of a value, as it is stored, not its row in a list.
 * @throws {ApiError} 400 for an expression that cannot be read, or that asks for a member that there is not.
 */
export function filtered<Value>(
  values: readonly Value[],
  filter: string | undefined,
  kind: FilteredKind,
  object: (value: Value) => unknown,
): readonly Value[] {
  if (!filter) return values;
  const expression = readFilter(filter);
  try {
    return values.filter((value) => matches(expression, object(value), omitted[kind]));
  } catch (error) {
    if (error instanceof UnknownField) throw new ApiError(400, `failed to read result page: ${error.message}`);
    if (error instanceof SyntaxError) throw new ApiError(400, `failed to read result page: ${error.message}`);
    throw error;
  }
}

function readFilter(filter: string) {
  try {
    return parseFilter(filter);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    throw new ApiError(400, `failed to create result paginator: failed to read filter expression: ${error.message}`);
  }
}
