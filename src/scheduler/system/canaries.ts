import type { Allocation } from "../../model/allocation.js";
import { isCanary } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { updateBlockEmpty } from "../../model/update.js";
import type { PlanDraft } from "../planDraft.js";
import type { GroupState } from "../reconcile/rollout.js";

/** A destructive update that found room: the old allocation's stop and the new allocation are in the plan. */
export interface StagedUpdate {
  readonly old: Allocation;
  readonly replacement: Allocation;
}

/** What the canaries of one group are reckoned from. */
export interface CanaryPhase {
  readonly group: TaskGroup;
  readonly state: GroupState;
  readonly deploymentId: string | undefined;
  /** In the order of planning. */
  readonly staged: readonly StagedUpdate[];
  /** Up-to-date allocations of the group. */
  readonly ignored: readonly Allocation[];
  /** New allocations that replace failed ones: those of failed canaries count as canaries, unmarked. */
  readonly replacements: readonly { readonly previous: Allocation | undefined }[];
}

/** Whether the group waits with its updates for a promotion in this evaluation. Spec 04 §13.3. */
export function isCanaryPhase(job: Job, group: TaskGroup, state: GroupState, staged: number): boolean {
  if (updateBlockEmpty(group.update) || group.update.canary === 0) return false;
  return !state.promoted && job.version !== 0 && staged > 0;
}

/**
 * Takes all but the wanted number of updates out of the plan again, but not the preemptions that were made for them.
 * Writes the wanted and the placed canaries to the group's state. Spec 04 §13.3, §12.4.
 */
export function keepWantedCanaries(plan: PlanDraft, phase: CanaryPhase): void {
  const { group, state, staged } = phase;
  if (updateBlockEmpty(group.update)) return;
  const isCanaryOfThis = (allocation: Allocation): boolean =>
    isCanary(allocation) && allocation.deploymentId === phase.deploymentId;
  const running = phase.ignored.filter(isCanaryOfThis);
  const percent = group.update.canary * (staged.length + running.length);
  state.desiredCanaries = Math.min(Math.ceil(percent / 100), group.update.maxParallel);
  const revived = phase.replacements.filter(
    ({ previous }) => previous !== undefined && isCanaryOfThis(previous),
  ).length;
  const wanted = Math.max(0, state.desiredCanaries - running.length - revived);
  for (const { old, replacement } of staged.slice(wanted)) {
    plan.takeBackPlacement(replacement);
    plan.withdrawStop(old);
  }
  const kept = staged.slice(0, wanted).map(({ replacement }) => replacement);
  state.placedCanaries = [...running, ...kept].map(({ id }) => id);
}
