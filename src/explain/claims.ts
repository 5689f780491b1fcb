import type { World } from "../model/world.js";
import type { Claim } from "./explanation.js";

/**
 * Whether what a prediction said has come true in a World of its instant, everything due having happened. For tests, and for
 * whoever wants to check an explanation.
 */
export function claimHolds(world: World, claim: Claim): boolean {
  switch (claim.kind) {
    case "allocation health":
      return world.allocations.get(claim.allocationId)?.deploymentStatus?.healthy === claim.healthy;
    case "task starts": {
      const state = world.allocations.get(claim.allocationId)?.taskStates[claim.task];
      return state?.startedAt === world.now || state?.events.at(-1)?.time === world.now;
    }
    case "task ends": {
      const state = world.allocations.get(claim.allocationId)?.taskStates[claim.task];
      return state?.events.some((event) => event.time === world.now && event.type === "Terminated") === true;
    }
    case "deployment deadline":
      return (world.deployments.get(claim.deploymentId)?.status === "failed") === claim.fails;
    case "evaluation starts":
      return world.evaluations.get(claim.evaluationId)?.status !== "pending";
  }
}
