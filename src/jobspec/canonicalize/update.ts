import type { UpdateBlock } from "../../model/update.js";
import type { Submitted } from "../schema/submitted.js";
import { merged } from "./merged.js";

/** What an update block says where nobody set a member. Spec 05 §3.3. */
const defaultUpdate: UpdateBlock = {
  staggerMs: 30_000,
  maxParallel: 1,
  healthCheck: "checks",
  minHealthyTimeMs: 10_000,
  healthyDeadlineMs: 300_000,
  progressDeadlineMs: 600_000,
  autoRevert: false,
  autoPromote: false,
  canary: 0,
};

/** The job's own update block, from which its groups inherit: service and system jobs always have one. Spec 02 §3.2. */
export function inheritedUpdate(
  type: string,
  update: Submitted<UpdateBlock> | undefined,
): Submitted<UpdateBlock> | undefined {
  if (update !== undefined) return canonicalUpdate(update);
  return type === "service" || type === "system" ? defaultUpdate : undefined;
}

/** A group's update block: its own members over the job's over the defaults. */
export function groupUpdate(
  job: Submitted<UpdateBlock> | undefined,
  group: Submitted<UpdateBlock> | undefined,
): UpdateBlock | undefined {
  const inherited = job === undefined || saysNothing(job) ? undefined : job;
  if (inherited === undefined && group === undefined) return undefined;
  return merged(defaultUpdate, inherited, group);
}

export function canonicalUpdate(update: Submitted<UpdateBlock>): UpdateBlock {
  return merged(defaultUpdate, update);
}

function saysNothing(update: Submitted<UpdateBlock>): boolean {
  return Object.values(update).every((value) => value === undefined || value === 0 || value === "" || value === false);
}
