import type { Broker } from "../model/broker.js";
import type { Evaluation } from "../model/evaluation.js";
import { evaluationTerminal, newEvaluation } from "../model/evaluation.js";
import { frozen } from "../model/frozen.js";
import type { JobType } from "../model/job.js";
import { jobKey } from "../model/job.js";
import { withEntry } from "../model/table.js";
import type { Instant } from "../model/time.js";
import type { World } from "../model/world.js";
import { heapPop, heapPush } from "./evaluationHeap.js";
import { writeEvaluations } from "./state/evaluations.js";
import { updateJobStatus } from "./state/jobs.js";
import type { Transaction } from "./transaction.js";

/** On equal priority a worker takes the types in this order; Nomad draws (spec 03 §16.1). */
const typeOrder: readonly JobType[] = ["service", "batch", "system", "sysbatch"];

/** The first delivery that fails is repeated after a second, later ones after twenty each (spec 03 §2.3). */
const firstNackDelayMs = 1_000;
const laterNackDelayMs = 20_000;
const deliveryLimit = 3;
const followUpWaitMs = 60_000;

/**
 * Puts an evaluation in line: not before it is due, and behind any other evaluation of its job. Spec 03 §2.1.
 */
export function enqueueEvaluation(tx: Transaction, evaluation: Evaluation): void {
  const { broker, deliveries, now } = tx.world;
  if (tx.world.schedulerConfiguration.pauseEvalBroker) return;
  const key = jobKey(evaluation.namespace, evaluation.jobId);
  const waiting = broker.waiting.get(key) ?? [];
  const known = broker.delayed.has(evaluation.id) || waiting.includes(evaluation.id);
  if (known || deliveries.has(evaluation.id) || broker.slots.get(key) === evaluation.id) return;
  const due = evaluation.waitMs > 0 ? evaluation.createTime + evaluation.waitMs : evaluation.waitUntil;
  if (due !== undefined && due > now) {
    delayEvaluation(tx, evaluation.id, due);
    return;
  }
  lineUp(tx, evaluation, key);
}

/** The evaluation is looked at again when it is due; until then nothing else happens to it. Spec 03 §2.1 step 3. */
export function delayEvaluation(tx: Transaction, evaluationId: string, due: Instant): void {
  tx.cancelTimer(tx.world.broker.delayed.get(evaluationId));
  const timer = tx.setTimer(due, "evaluation", { kind: "enqueue-evaluation", evaluationId });
  setBroker(tx, { delayed: withEntry(tx.world.broker.delayed, evaluationId, timer) });
}

/** A delayed evaluation is due: it leaves the heap of times and takes its place in line. Spec 03 §2.1 step 3. */
export function enqueueDelayed(tx: Transaction, evaluationId: string): void {
  const { broker } = tx.world;
  if (!broker.delayed.has(evaluationId)) return;
  tx.cancelTimer(broker.delayed.get(evaluationId));
  setBroker(tx, { delayed: broker.delayed.without(evaluationId) });
  const evaluation = tx.world.evaluations.get(evaluationId);
  if (evaluation === undefined || evaluationTerminal(evaluation)) return;
  if (tx.world.broker.slots.get(jobKey(evaluation.namespace, evaluation.jobId)) === evaluationId) {
    pushReady(tx, evaluation);
    return;
  }
  lineUp(tx, evaluation, jobKey(evaluation.namespace, evaluation.jobId));
}

/** Takes an evaluation out of the broker for good, wherever it waits: its reason is gone (spec 03 §2.3 "Dropping"). */
export function dropDelayed(tx: Transaction, evaluationId: string): void {
  const { broker } = tx.world;
  tx.cancelTimer(broker.delayed.get(evaluationId));
  if (broker.delayed.has(evaluationId)) setBroker(tx, { delayed: broker.delayed.without(evaluationId) });
}

function lineUp(tx: Transaction, evaluation: Evaluation, key: string): void {
  const { broker } = tx.world;
  if (broker.slots.has(key)) {
    const waiting = frozen([...(broker.waiting.get(key) ?? []), evaluation.id]);
    setBroker(tx, { waiting: withEntry(broker.waiting, key, waiting) });
    return;
  }
  setBroker(tx, { slots: withEntry(broker.slots, key, evaluation.id) });
  pushReady(tx, evaluation);
}

function pushReady(tx: Transaction, evaluation: Evaluation): void {
  const { ready } = tx.world.broker;
  const heap = heapPush(ready[evaluation.type], evaluation.id, before(tx.world));
  setBroker(tx, { ready: { ...ready, [evaluation.type]: heap } });
}

/** Higher priority first, then the older one. Spec 03 §2.2. */
function before(world: World): (a: string, b: string) => boolean {
  return (a, b) => {
    const first = world.evaluations.get(a);
    const second = world.evaluations.get(b);
    if (first === undefined || second === undefined) return false;
    if (first.priority !== second.priority) return first.priority > second.priority;
    return first.createIndex < second.createIndex;
  };
}

/** The evaluations that a worker could take now: the best one of each scheduler type, the best type first. */
export function readyEvaluations(world: World): readonly string[] {
  const types = typeOrder.filter((type) => world.broker.ready[type].length > 0);
  // A quirk of Nomad: types are compared by the last entry of their heap's array, not by its head (spec 03 §2.2).
  const priority = (type: JobType) => world.evaluations.get(world.broker.ready[type].at(-1) ?? "")?.priority ?? 0;
  types.sort((a, b) => priority(b) - priority(a));
  return types.flatMap((type) => world.broker.ready[type][0] ?? []);
}

/** Hands the evaluation to a worker. The job's slot stays taken until the ack. */
export function takeEvaluation(tx: Transaction, evaluation: Evaluation): void {
  const { ready } = tx.world.broker;
  const heap = heapPop(ready[evaluation.type], before(tx.world));
  setBroker(tx, { ready: { ...ready, [evaluation.type]: heap } });
}

/**
 * The evaluation is done: the best one waiting for the job comes next, all others are canceled. Spec 03 §2.3.
 */
export function acknowledge(tx: Transaction, evaluation: Evaluation): void {
  const key = jobKey(evaluation.namespace, evaluation.jobId);
  const waiting = tx.world.broker.waiting.get(key) ?? [];
  setBroker(tx, { slots: tx.world.broker.slots.without(key), waiting: tx.world.broker.waiting.without(key) });
  tx.world.deliveries = tx.world.deliveries.without(evaluation.id);
  const candidates = waiting.flatMap((id) => tx.world.evaluations.get(id) ?? []);
  const best = mostUrgent(candidates);
  const rest = candidates.filter((candidate) => candidate !== best);
  if (rest.length > 0) cancelOvertaken(tx, rest, best);
  if (best !== undefined) lineUp(tx, best, key);
  requeue(tx, evaluation.id);
}

/** Higher priority, then the higher modify index; on a full tie the last one. Spec 03 §2.2. */
function mostUrgent(candidates: readonly Evaluation[]): Evaluation | undefined {
  let best: Evaluation | undefined;
  for (const candidate of candidates) {
    const better =
      best === undefined ||
      candidate.priority > best.priority ||
      (candidate.priority === best.priority && candidate.modifyIndex >= best.modifyIndex);
    if (better) best = candidate;
  }
  return best;
}

function cancelOvertaken(tx: Transaction, evaluations: readonly Evaluation[], best: Evaluation | undefined): void {
  const index = tx.nextIndex();
  writeEvaluations(
    tx,
    evaluations.map((evaluation) => ({
      ...evaluation,
      status: "canceled" as const,
      statusDescription: "canceled after more recent eval was processed",
    })),
    index,
  );
  for (const evaluation of evaluations) {
    tx.emit("evaluation canceled", {
      namespace: evaluation.namespace,
      jobId: evaluation.jobId,
      evaluationId: evaluation.id,
      why: `Evaluation ${(best?.id ?? "").slice(0, 8)} of the same job waits as well; one look at the job serves both.`,
    });
    updateJobStatus(tx, evaluation.namespace, evaluation.jobId);
  }
}

/** Remembers a blocked evaluation that was released while it was still being processed. Spec 03 §2.1 step 2. */
export function requeueAtAck(tx: Transaction, evaluationId: string): void {
  setBroker(tx, { requeued: withEntry(tx.world.broker.requeued, evaluationId, true) });
}

function requeue(tx: Transaction, evaluationId: string): void {
  if (!tx.world.broker.requeued.has(evaluationId)) return;
  setBroker(tx, { requeued: tx.world.broker.requeued.without(evaluationId) });
  const evaluation = tx.world.evaluations.get(evaluationId);
  if (evaluation !== undefined) enqueueEvaluation(tx, evaluation);
}

/**
 * Processing broke off. The evaluation is delivered again after a while, with its job's slot kept; the third time it fails
 * for good and a follow-up evaluation takes over. Spec 03 §2.3.
 */
export function refuseDelivery(tx: Transaction, evaluation: Evaluation, deliveries: number, reason: string): void {
  setBroker(tx, { requeued: tx.world.broker.requeued.without(evaluation.id) });
  if (deliveries >= deliveryLimit) {
    failAtDeliveryLimit(tx, evaluation, reason);
    return;
  }
  const delayMs = deliveries === 1 ? firstNackDelayMs : (deliveries - 1) * laterNackDelayMs;
  delayEvaluation(tx, evaluation.id, tx.world.now + delayMs);
}

function failAtDeliveryLimit(tx: Transaction, evaluation: Evaluation, reason: string): void {
  const statusDescription = `evaluation reached delivery limit (${deliveryLimit})`;
  const index = tx.nextIndex();
  const followUp = followUpOf(tx, evaluation);
  const failed: Evaluation = { ...evaluation, status: "failed", statusDescription, nextEvaluation: followUp[0]?.id };
  const stored = writeEvaluations(tx, [failed, ...followUp], index);
  tx.emit("evaluation failed", {
    namespace: evaluation.namespace,
    jobId: evaluation.jobId,
    evaluationId: evaluation.id,
    why: `It was delivered ${deliveryLimit} times and broke off each time: ${reason}`,
  });
  acknowledge(tx, failed);
  for (const next of stored.slice(1)) enqueueEvaluation(tx, next);
}

/** The evaluation that tries again in a minute; none for a job that is gone. Spec 03 §2.3 "Failed queue". */
function followUpOf(tx: Transaction, failed: Evaluation): readonly Evaluation[] {
  const { namespace, jobId, type, priority, jobModifyIndex } = failed;
  if (!tx.world.jobs.has(jobKey(namespace, jobId))) return [];
  const id = tx.identify((identifiers) => identifiers.evaluation());
  const given = { id, namespace, jobId, type, priority, jobModifyIndex, triggeredBy: "failed-follow-up" } as const;
  return [newEvaluation({ ...given, waitMs: followUpWaitMs, previousEvaluation: failed.id })];
}

function setBroker(tx: Transaction, change: Partial<Broker>): void {
  tx.world.broker = frozen({ ...tx.world.broker, ...change });
}
