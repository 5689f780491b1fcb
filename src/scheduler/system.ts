import type { Allocation } from "../model/allocation.js";
import { isHealthy, isUnhealthy } from "../model/allocation.js";
import type { Attempt, AttemptCarry } from "../model/attempt.js";
import type { Evaluation } from "../model/evaluation.js";
import { Identifiers } from "../model/identifiers.js";
import type { Job } from "../model/job.js";
import { jobStopped } from "../model/job.js";
import type { Snapshot } from "../model/snapshot.js";
import { allocationsOfJob, findJob, latestDeployment } from "../model/snapshot.js";
import { allocationText } from "./descriptions.js";
import { stopLostAllocations } from "./lostAllocations.js";
import type { ReadyNodes } from "./placement/readyNodes.js";
import { readyNodes } from "./placement/readyNodes.js";
import { PlanDraft } from "./planDraft.js";
import { Changes } from "./reconcile/changes.js";
import { asUnknown } from "./reconcile/disconnect.js";
import { withReturnRecorded } from "./reconcile/reconnect.js";
import type { StagedUpdate } from "./system/canaries.js";
import { isCanaryPhase, keepWantedCanaries } from "./system/canaries.js";
import { diffCluster } from "./system/cluster.js";
import type { NodeDiff, WantedUpdate } from "./system/diff.js";
import { Tallies } from "./system/findings.js";
import { SystemPlacing } from "./system/placing.js";
import { SystemRollout } from "./system/rollout.js";
import { withTotals } from "./system/totals.js";
import { splitUpdates, startableUpdates } from "./system/updates.js";
import { Taints } from "./taint.js";

const noReadyNodes: ReadyNodes = { nodes: [], byDatacenter: {} };

/** What the steps of one attempt work on. */
interface Work {
  readonly state: Snapshot;
  readonly evaluation: Evaluation;
  readonly sysbatch: boolean;
  readonly plan: PlanDraft;
  readonly diff: NodeDiff;
  readonly rollout: SystemRollout;
  readonly tallies: Tallies;
}

/**
 * One attempt of the system or the sysbatch scheduler: every eligible node shall have the job's allocations. Spec 04 §12
 * to §14.
 */
export function attemptSystem(state: Snapshot, evaluation: Evaluation, carry: AttemptCarry): Attempt {
  const identifiers = new Identifiers(state.identifiers);
  const sysbatch = evaluation.type === "sysbatch";
  const job = findJob(state, evaluation.namespace, evaluation.jobId);
  const latest = sysbatch ? undefined : latestDeployment(state, evaluation.namespace, evaluation.jobId);
  const allocations = allocationsOfJob(state, evaluation.namespace, evaluation.jobId);
  const ready = jobStopped(job) ? noReadyNodes : readyNodes(state, job);
  const taints = new Taints(state.nodes, allocations.length);
  const plan = new PlanDraft(evaluation, job, state.index);
  stopLostAllocations(plan, allocations, taints);

  const rollout = new SystemRollout(job, latest, state.now, () => identifiers.deployment());
  const diff = diffCluster(state, job, sysbatch, allocations, ready, taints, rollout);
  rollout.announceCreation();
  const tallies = new Tallies();
  const work: Work = { state, evaluation, sysbatch, plan, diff, rollout, tallies };
  planWithoutPlacing(work);

  let placing: SystemPlacing | undefined;
  const canarying = new Set<string>();
  if (!jobStopped(job)) {
    placing = new SystemPlacing(state, evaluation, job, plan, identifiers, ready, tallies);
    const destructive = updateInPlace(work, job, placing);
    const staged = placeAll(work, job, destructive, placing);
    for (const name of holdBackUpdates(work, job, staged)) canarying.add(name);
  }
  finishDeployment(work, canarying);

  const annotations = {
    desiredUpdates: Object.fromEntries([...tallies.groups].map(([name, { counters }]) => [name, counters])),
    preemptedAllocations: placing?.preempted ?? [],
  };
  const submits = evaluation.annotatePlan || !plan.isNoOp();
  return {
    evaluationId: evaluation.id,
    plan: submits ? plan.toPlan(annotations) : undefined,
    createdEvaluations: placing?.created ?? [],
    identifiers: identifiers.state,
    findings: {
      deploymentId: plan.deployment?.id,
      failedTaskGroups: Object.fromEntries(placing?.failed ?? []),
      queuedAllocations: queuedBefore(work, job),
      nextEvaluation: undefined,
      annotations,
      classEligibility: undefined,
      escapedComputedClass: false,
      missingNonNodeResources: [],
    },
    carry,
  };
}

/** Stops and status changes, which need no node, and their counters (spec 04 §12.3, §12.6). */
function planWithoutPlacing({ plan, diff, tallies, state }: Work): void {
  for (const allocation of diff.stop) {
    plan.stop(allocation, { description: allocationText.notNeeded });
    tallies.of(allocation.taskGroup).counters.stop++;
  }
  for (const allocation of diff.migrate) {
    plan.stop(allocation, { description: allocationText.nodeTainted });
    tallies.of(allocation.taskGroup).counters.migrate++;
  }
  for (const allocation of diff.lost) plan.stop(allocation, { description: allocationText.lost, clientStatus: "lost" });
  for (const allocation of diff.disconnecting) {
    plan.update("disconnect", asUnknown(allocation, state.now));
    tallies.of(allocation.taskGroup).counters.disconnect++;
  }
  for (const allocation of diff.ignore) {
    const tally = tallies.of(allocation.taskGroup);
    tally.counters.ignore++;
    tally.kept++;
    tally.candidates++;
    tally.ignored.push(allocation);
  }
}

/** Updates what can be updated in place, and records returns. Answers the rest. Spec 04 §12.4 step 1. */
function updateInPlace(work: Work, job: Job, placing: SystemPlacing): readonly WantedUpdate[] {
  const { state, evaluation, plan, diff, rollout, tallies } = work;
  const changes = new Changes(job, evaluation.id, state.nodes, () => undefined);
  const test = {
    job,
    nodes: state.nodes,
    differs: changes.differs.bind(changes),
    fit: placing.fitInPlace.bind(placing),
  };
  const returning = new Set(diff.reconnecting.map(({ allocation }) => allocation.id));
  const { inPlace, destructive } = splitUpdates([...diff.update, ...diff.reconnecting], test);
  for (const { update, updated } of inPlace) {
    const tally = tallies.of(update.group.name);
    const returns = returning.has(update.allocation.id);
    if (returns) tally.counters.reconnect++;
    else tally.counters.inPlaceUpdate++;
    tally.kept++;
    tally.candidates++;
    if (updated === undefined) continue;
    const inDeployment = { ...updated, deploymentId: rollout.deployment?.id, deploymentStatus: undefined };
    if (returns) plan.update("reconnect", withReturnRecorded(inDeployment, state.now));
    else plan.update("in-place", inDeployment);
  }
  for (const { group } of destructive) {
    const tally = tallies.of(group.name);
    tally.counters.destructiveUpdate++;
    tally.candidates++;
  }
  return destructive;
}

/** An update whose new allocation found room, by group. */
type Staged = ReadonlyMap<string, readonly StagedUpdate[]>;

/** Places what is missing and what may be updated now. Answers the updates that are flagged as canaries. */
function placeAll(work: Work, job: Job, destructive: readonly WantedUpdate[], placing: SystemPlacing): Staged {
  const { diff, plan, rollout, tallies } = work;
  const started = startableUpdates(job, destructive, undecidedByGroup(work), (group) => rollout.stateOf(group));
  for (const { allocation } of started) plan.stop(allocation, { description: allocationText.updating });
  for (const { group } of [...diff.place, ...started]) {
    const tally = tallies.of(group.name);
    tally.wanted++;
    tally.queued++;
  }
  for (const wanted of diff.place) {
    const tally = tallies.of(wanted.group.name);
    if (placing.place(wanted, false, rollout.deployment) !== undefined) tally.candidates++;
  }
  const staged = new Map<string, StagedUpdate[]>();
  for (const { allocation, group, canary } of started) {
    const wanted = { name: allocation.name, group, nodeId: allocation.nodeId, previous: allocation };
    const replacement = placing.place(wanted, canary, rollout.deployment);
    if (replacement === undefined) {
      tallies.of(group.name).candidates--;
      continue;
    }
    if (canary) staged.set(group.name, [...(staged.get(group.name) ?? []), { old: allocation, replacement }]);
  }
  return staged;
}

/** Kept allocations of the evaluation's deployment whose health is still open, per group (spec 04 §12.4 step 2). */
function undecidedByGroup({ tallies, rollout }: Work): ReadonlyMap<string, number> {
  const undecided = new Map<string, number>();
  const deployment = rollout.deployment;
  if (deployment === undefined) return undecided;
  const isOpen = (allocation: Allocation): boolean =>
    allocation.deploymentId === deployment.id && !isHealthy(allocation) && !isUnhealthy(allocation);
  for (const [name, tally] of tallies.groups) undecided.set(name, tally.ignored.filter(isOpen).length);
  return undecided;
}

/** Takes updates back that have to wait for a promotion. Answers the groups that wait. Spec 04 §13.3. */
function holdBackUpdates(work: Work, job: Job, staged: Staged): readonly string[] {
  const { plan, diff, rollout, tallies } = work;
  const waiting: string[] = [];
  for (const group of job.taskGroups) {
    const updates = staged.get(group.name) ?? [];
    const state = rollout.stateOf(group.name);
    if (state === undefined || !isCanaryPhase(job, group, state, updates.length)) continue;
    const tally = tallies.of(group.name);
    const replacements = diff.place.filter((wanted) => wanted.group.name === group.name);
    const deploymentId = rollout.deployment?.id;
    keepWantedCanaries(plan, { group, state, deploymentId, staged: updates, ignored: tally.ignored, replacements });
    tally.counters.canary = state.desiredCanaries;
    waiting.push(group.name);
  }
  return waiting;
}

/** The deployment goes into every plan of a job that has one; its totals are reckoned anew. Spec 04 §12.6, §13.4. */
function finishDeployment({ plan, rollout, tallies, sysbatch, diff }: Work, canarying: ReadonlySet<string>): void {
  for (const [name, tally] of tallies.groups) {
    tally.counters.place = sysbatch ? realPlacements(diff, name, tally.filtered) : tally.candidates;
  }
  plan.deploymentUpdates.push(...rollout.updates);
  const deployment = rollout.deployment;
  if (deployment === undefined) return;
  const totals = withTotals(deployment, rollout.states, tallies, canarying);
  plan.deployment = totals.deployment;
  if (totals.update !== undefined) plan.deploymentUpdates.push(totals.update);
}

/**
 * What sysbatch jobs annotate as placed. Filtered updates are taken off as well, which can go below zero: Nomad's counter
 * has no sign and wraps around (recorded).
 */
function realPlacements(diff: NodeDiff, name: string, filtered: number): number {
  const placed = diff.place.filter(({ group }) => group.name === name).length - filtered;
  return placed < 0 ? 2 ** 64 + placed : placed;
}

/**
 * What waits for a place. System jobs name every group; sysbatch jobs those that wait for something, or all if none does;
 * a stopped job none.
 */
function queuedBefore({ tallies, sysbatch }: Work, job: Job | undefined): Readonly<Record<string, number>> {
  if (jobStopped(job)) return {};
  const waiting = job.taskGroups.filter((group) => tallies.of(group.name).wanted > 0);
  const named = sysbatch && waiting.length > 0 ? waiting : job.taskGroups;
  return Object.fromEntries(named.map((group) => [group.name, tallies.of(group.name).queued]));
}
