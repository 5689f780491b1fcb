import type { Deployment } from "../../model/deployment.js";
import { isActive } from "../../model/deployment.js";
import { jobKey } from "../../model/job.js";
import type { Refusal } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { World } from "../../model/world.js";

const uuidLength = 36;

/**
 * The checks that all operator's writes on a deployment share, in their order: an ID, a UUID, a known one, an active one, a
 * job that still exists. Spec 02 §8.1.
 *
 * @param terminalText What is said of a terminal deployment, for instance `can't fail terminal deployment`.
 */
export function findActiveDeployment(
  world: World,
  deploymentId: string,
  terminalText: string,
): { readonly found: Deployment } | { readonly refusal: Refusal } {
  if (deploymentId === "") return { refusal: refused(500, "missing deployment ID") };
  if (deploymentId.length !== uuidLength) {
    return { refusal: refused(500, "deployment lookup failed: index error: UUID must be 36 characters") };
  }
  const deployment = world.deployments.get(deploymentId);
  if (deployment === undefined) return { refusal: refused(500, "deployment not found") };
  if (!isActive(deployment)) return { refusal: refused(500, terminalText) };
  if (!world.jobs.has(jobKey(deployment.namespace, deployment.jobId))) {
    const text = `deployment "${deploymentId}" references unknown job "${deployment.jobId}"`;
    return { refusal: refused(500, text) };
  }
  return { found: deployment };
}
