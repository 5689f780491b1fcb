import { checksPass, healthRules } from "../cluster/client/health.js";
import type { Allocation } from "../model/allocation.js";
import { clientTerminal, groupOf, serverTerminal } from "../model/allocation.js";
import type { AllocationRunner } from "../model/allocationRunner.js";
import type { Instant } from "../model/time.js";
import { goDuration } from "../model/time.js";
import type { World } from "../model/world.js";
import type { Explanation, Prediction } from "./explanation.js";
import { inOrder } from "./explanation.js";

/** Why an allocation is not running, not healthy, or gone. Spec 02 §6, 04 §8–11. */
export function explainAllocation(world: World, allocation: Allocation): Explanation {
  const heading = `Allocation ${allocation.id.slice(0, 8)} (${allocation.name}, version ${allocation.job.version})`;
  const runner = world.runners.get(allocation.id);
  return {
    heading,
    reasons: [...statusReasons(world, allocation, runner), ...healthReasons(world, allocation, runner)],
    next: inOrder([...clientPredictions(world, allocation), ...followup(world, allocation)]),
  };
}

/** What the client of an allocation will do with it by itself. */
export function clientPredictions(world: World, allocation: Allocation): readonly Prediction[] {
  const runner = world.runners.get(allocation.id);
  return runner === undefined ? [] : runnerPredictions(world, allocation, runner);
}

function statusReasons(world: World, allocation: Allocation, runner: AllocationRunner | undefined): readonly string[] {
  const { clientStatus, desiredDescription } = allocation;
  if (serverTerminal(allocation)) {
    const why = desiredDescription === "" ? "it failed and was replaced" : desiredDescription;
    return [clientTerminal(allocation) ? `It was stopped: ${why}.` : `It is being stopped: ${why}.`];
  }
  if (clientStatus === "failed") return [`Its tasks failed. ${rescheduleReason(world, allocation)}`];
  if (clientStatus === "complete") return ["All its tasks have ended."];
  if (clientStatus === "unknown") return ["Its node is cut off, so nobody knows how it is."];
  if (clientStatus === "running") return ["Its tasks are running."];
  const previous = world.allocations.get(allocation.previousAllocation ?? "");
  const waits = runner !== undefined && runner.startedAt === undefined && previous !== undefined;
  if (waits && !clientTerminal(previous)) {
    return [`It waits until ${previous.id.slice(0, 8)}, which it replaces, is down.`];
  }
  return ["Its tasks are being started."];
}

function rescheduleReason(world: World, allocation: Allocation): string {
  if (allocation.nextAllocation !== undefined)
    return `Allocation ${allocation.nextAllocation.slice(0, 8)} took its place.`;
  const evaluation = world.evaluations.get(allocation.followupEvaluationId ?? "");
  if (evaluation?.status === "pending") return `Evaluation ${evaluation.id.slice(0, 8)} will replace it.`;
  const policy = groupOf(allocation)?.reschedule;
  if (policy === undefined || (policy.attempts === 0 && !policy.unlimited)) {
    return "Its group has no reschedule policy, so nothing replaces it.";
  }
  const deployment = world.deployments.get(allocation.deploymentId ?? "");
  if (deployment?.status === "failed") return "Its deployment failed, so nothing of that deployment is rescheduled.";
  return "No replacement is planned.";
}

/** Health counts only while the servers want the allocation. */
function healthReasons(world: World, allocation: Allocation, runner: AllocationRunner | undefined): readonly string[] {
  const group = groupOf(allocation);
  if (serverTerminal(allocation) || group === undefined) return [];
  const healthy = allocation.deploymentStatus?.healthy;
  if (healthy === true) return ["It is healthy."];
  if (healthy === false) return ["It is unhealthy: a task failed, or it was not healthy by its healthy_deadline."];
  const rules = healthRules(allocation, group);
  if (rules === undefined) {
    const manual = group.update?.healthCheck === "manual";
    return manual ? ['Its health is set by hand: health_check is "manual".'] : [];
  }
  if (runner?.startedAt !== undefined && !checksPass(rules, allocation, group)) {
    return ["It is not healthy yet: a service check does not pass."];
  }
  if (runner?.health.healthyAt !== undefined && runner.health.stableSince !== undefined) {
    const passed = goDuration(world.now - (runner.health.healthyAt - rules.minHealthyTimeMs));
    return [
      `It is not healthy yet: it has to run for min_healthy_time, ${goDuration(rules.minHealthyTimeMs)}, and has for ${passed}.`,
    ];
  }
  return ["It is not healthy yet: not all its tasks are running."];
}

function runnerPredictions(world: World, allocation: Allocation, runner: AllocationRunner): readonly Prediction[] {
  const name = allocation.name;
  const allocationId = allocation.id;
  const predictions: Prediction[] = [];
  for (const [task, state] of Object.entries(runner.tasks)) {
    if (state.startAt !== undefined && state.startAt > world.now) {
      predictions.push({
        at: state.startAt,
        text: `task ${task} of ${name} starts`,
        claim: { kind: "task starts", allocationId, task },
      });
    }
    const ends = [state.exitAt, state.killAt].filter((at): at is Instant => at !== undefined && at > world.now);
    if (ends.length > 0) {
      predictions.push({
        at: Math.min(...ends),
        text: `task ${task} of ${name} ends`,
        claim: { kind: "task ends", allocationId, task },
      });
    }
  }
  const verdict = healthPrediction(world, allocation, runner);
  return verdict === undefined ? predictions : [...predictions, verdict];
}

function healthPrediction(world: World, allocation: Allocation, runner: AllocationRunner): Prediction | undefined {
  const group = groupOf(allocation);
  const rules = group === undefined ? undefined : healthRules(allocation, group);
  const { since, verdict } = runner.health;
  const open = group !== undefined && rules !== undefined && since !== undefined && verdict === undefined;
  if (!open || serverTerminal(allocation) || runner.kill !== undefined) return undefined;
  const healthyAt = checksPass(rules, allocation, group) ? runner.health.healthyAt : undefined;
  const deadline = since + rules.healthyDeadlineMs;
  const claim = { kind: "allocation health", allocationId: allocation.id } as const;
  const ends = Object.values(runner.tasks).flatMap((task) => [task.exitAt ?? [], task.startAt ?? []].flat());
  if (ends.some((at) => at <= (healthyAt ?? deadline))) return undefined;
  if (healthyAt !== undefined && healthyAt > world.now && healthyAt <= deadline) {
    const text = `${allocation.name} (${allocation.id.slice(0, 8)}) reaches min_healthy_time`;
    return { at: healthyAt, text, claim: { ...claim, healthy: true } };
  }
  const text = `${allocation.name} (${allocation.id.slice(0, 8)}) passes its healthy_deadline`;
  return { at: deadline, text, claim: { ...claim, healthy: false } };
}

function followup(world: World, allocation: Allocation): readonly Prediction[] {
  const evaluation = world.evaluations.get(allocation.followupEvaluationId ?? "");
  if (evaluation?.status !== "pending" || evaluation.waitUntil === undefined || evaluation.waitUntil <= world.now)
    return [];
  return [
    {
      at: evaluation.waitUntil,
      text: `evaluation ${evaluation.id.slice(0, 8)} looks for another place for ${allocation.name}`,
      claim: { kind: "evaluation starts", evaluationId: evaluation.id },
    },
  ];
}
