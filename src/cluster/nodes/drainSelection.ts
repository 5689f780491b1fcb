import type { Allocation } from "../../model/allocation.js";
import { clientTerminal, terminal } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import { allocationsOfJob } from "../../model/snapshot.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { World } from "../../model/world.js";
import { allocationsOfNode } from "./nodeStatus.js";

/** What one look at a job, or at one of its groups, brings. */
export interface DrainSelection {
  /** To be marked for migration now. */
  readonly drain: readonly Allocation[];
  /** Ended on a draining node since the last look. */
  readonly migrated: readonly Allocation[];
  /** Nothing of it is left on a draining node. */
  readonly done: boolean;
}

/** What a look depends on besides the allocations. */
export interface DrainCircumstances {
  readonly batch: boolean;
  readonly draining: (nodeId: string) => boolean;
  /** The state index of the last look. */
  readonly lookedAtIndex: number;
}

/**
 * Which allocations of a job leave their draining nodes now: as many as its migrate blocks allow, group by group. Groups
 * without such a block are passed over, but not those of batch jobs, which are waited for. Spec 04 §4.4.
 */
export function selectFromJob(world: World, job: Job, lookedAtIndex: number): DrainSelection {
  const batch = job.type === "batch";
  const circumstances: DrainCircumstances = {
    batch,
    draining: (nodeId) => world.nodes.get(nodeId)?.drain !== undefined,
    lookedAtIndex,
  };
  const ofJob = allocationsOfJob(world, job.namespace, job.id).filter(
    (allocation) => allocation.job.createIndex === job.createIndex,
  );
  const selections = job.taskGroups
    .filter((group) => batch || group.migrate !== undefined)
    .map((group) =>
      selectFromGroup(
        group,
        ofJob.filter((one) => one.taskGroup === group.name),
        circumstances,
      ),
    );
  return {
    drain: selections.flatMap((selection) => selection.drain),
    migrated: selections.flatMap((selection) => selection.migrated),
    done: selections.every((selection) => selection.done),
  };
}

/**
 * The same for one group. Every allocation whose health is decided counts, for better or worse: an unhealthy replacement
 * lets the drain go on. Spec 04 §4.4, steps 1 to 5.
 *
 * @param allocations The group's, by ID.
 */
export function selectFromGroup(
  group: TaskGroup,
  allocations: readonly Allocation[],
  { batch, draining, lookedAtIndex }: DrainCircumstances,
): DrainSelection {
  const migrated: Allocation[] = [];
  const drainable: Allocation[] = [];
  let decided = 0;
  let done = true;
  for (const allocation of allocations) {
    const leaving = draining(allocation.nodeId);
    const over = clientTerminal(allocation);
    if (over && leaving && allocation.modifyIndex > lookedAtIndex) {
      migrated.push(allocation);
      continue;
    }
    const marked = allocation.desiredTransition.migrate === true;
    const hasHealth = allocation.deploymentStatus?.healthy !== undefined;
    if (!batch && !terminal(allocation) && hasHealth && !marked) decided += 1;
    if (!leaving || over) continue;
    done = false;
    if (!batch && !marked) drainable.push(allocation);
  }
  const room = decided - (group.count - (group.migrate?.maxParallel ?? 0));
  return { drain: batch ? [] : drainable.slice(0, Math.max(0, room)), migrated, done };
}

/** A draining node is done when all but the system jobs' allocations have ended on their client. Spec 04 §4.6. */
export function emptied(world: World, nodeId: string): boolean {
  return allocationsOfNode(world, nodeId).every(
    (allocation) => allocation.job.type === "system" || clientTerminal(allocation),
  );
}

/** What has to leave at the end of a drain: everything alive, or all but system jobs if the drain says so. Spec 04 §4.6. */
export function remainingOn(world: World, node: Node): readonly Allocation[] {
  const sparesSystem = node.drain?.ignoreSystemJobs === true;
  return allocationsOfNode(world, node.id).filter(
    (allocation) => !terminal(allocation) && !(sparesSystem && allocation.job.type === "system"),
  );
}
