import { dryRun } from "../../cluster/dryRun.js";
import type { World } from "../../model/world.js";
import { planResponse } from "../build/plans.js";
import { ApiError, type Query } from "../nomadApi.js";
import type { PlanRequest, PlanResponse } from "../objects/plan.js";

/**
 * A plan of a job against a World, which stays as it is. Spec 05 §12.1.
 *
 * @throws {ApiError} for a job that a registration would not take either.
 */
export function planJob(world: World, request: PlanRequest, query: Query | undefined): PlanResponse {
  const run = dryRun(world, request.Job, query?.namespace, query?.region);
  if (!run.ok) throw new ApiError(run.status, run.message);
  return planResponse(world, run, request.Diff);
}
