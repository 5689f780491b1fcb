import { describe, expect, it } from "vitest";
import type { Attempt, PlanResult } from "../../src/model/attempt.js";
import { firstAttempt } from "../../src/model/attempt.js";
import type { Evaluation } from "../../src/model/evaluation.js";
import { emptyMetrics } from "../../src/model/metrics.js";
import { attempt, conclude } from "../../src/scheduler/schedule.js";
import { groupOf, jobOf, nodeOf } from "./placement/worldOf.js";
import { evaluationOf, sceneOf, updateOf } from "./scene.js";

const job = jobOf({ taskGroups: [groupOf({ count: 2, update: updateOf() })] });
const state = sceneOf({ nodes: [nodeOf("a"), nodeOf("b")], versions: [job] });
const evaluation = evaluationOf(job, "job-register");

const committed: PlanResult = { progress: true, refresh: false, placed: { web: 2 }, full: true };
const rejected: PlanResult = { progress: false, refresh: true, placed: {}, full: false };
const partly: PlanResult = { progress: true, refresh: true, placed: { web: 1 }, full: false };

function made(given: Partial<Attempt> = {}, of: Evaluation = evaluation): Attempt {
  return { ...attempt(state, of, firstAttempt), ...given };
}

describe("how an evaluation goes on", () => {
  it("is complete once its plan is committed", () => {
    const conclusion = conclude(state, evaluation, made(), committed);
    expect(conclusion).toMatchObject({
      kind: "finish",
      evaluation: {
        status: "complete",
        statusDescription: "",
        queuedAllocations: { web: 0 },
        deploymentId: expect.any(String),
      },
      createdEvaluations: [],
    });
  });

  it("tries again on newer state when a node was rejected, and starts counting afresh after progress", () => {
    const carry = { attemptsWithoutProgress: 3, blockedEvaluation: "b" };
    expect(conclude(state, evaluation, made({ carry }), rejected)).toEqual({
      kind: "retry",
      carry: { attemptsWithoutProgress: 4, blockedEvaluation: "b" },
    });
    expect(conclude(state, evaluation, made({ carry }), partly)).toEqual({
      kind: "retry",
      carry: { attemptsWithoutProgress: 0, blockedEvaluation: "b" },
    });
  });

  it.each([
    ["service", 5, 1],
    ["batch", 2, 1],
    ["system", 5, 0],
    ["sysbatch", 2, 0],
  ] as const)("%s: fails after %i attempts without progress", (type, limit, blockedEvaluations) => {
    const of = { ...evaluation, type };
    const carry = { attemptsWithoutProgress: limit - 1, blockedEvaluation: undefined };
    const conclusion = conclude(state, of, made({ carry }, of), rejected);
    if (conclusion.kind !== "finish") throw new Error(conclusion.kind);
    expect(conclusion.evaluation).toMatchObject({
      status: "failed",
      statusDescription: `maximum attempts reached (${limit})`,
      deploymentId: undefined,
      blockedEvaluation: conclusion.createdEvaluations[0]?.id,
    });
    expect(conclusion.createdEvaluations).toHaveLength(blockedEvaluations);
    for (const created of conclusion.createdEvaluations) {
      expect(created).toMatchObject({
        status: "blocked",
        triggeredBy: "max-plan-attempts",
        statusDescription: "created due to placement conflicts",
        previousEvaluation: of.id,
      });
    }
  });

  it("breaks off when less was committed than planned although no node was rejected", () => {
    expect(conclude(state, evaluation, made(), { ...partly, refresh: false })).toEqual({
      kind: "nack",
      reason: "missing state refresh after partial commit",
    });
  });

  it("blocks a blocked evaluation again while something still fails, under its own ID", () => {
    const blocked: Evaluation = { ...evaluation, status: "blocked", triggeredBy: "queued-allocs" };
    const findings = { ...made().findings, failedTaskGroups: { web: emptyMetrics }, classEligibility: { c: true } };
    expect(conclude(state, blocked, made({ findings }, blocked), committed)).toMatchObject({
      kind: "reblock",
      evaluation: { id: evaluation.id, status: "blocked", classEligibility: { c: true } },
    });
    expect(conclude(state, blocked, made({}, blocked), committed)).toMatchObject({
      kind: "finish",
      evaluation: { status: "complete" },
    });
  });

  it("fails on a trigger that nobody knows, without a plan", () => {
    const odd: Evaluation = { ...evaluation, triggeredBy: "scheduled" };
    const odded = attempt(state, odd, firstAttempt);
    expect(odded.plan).toBeUndefined();
    expect(conclude(state, odd, odded, undefined)).toMatchObject({
      kind: "finish",
      evaluation: { status: "failed", statusDescription: "scheduler cannot handle 'scheduled' evaluation reason" },
    });
  });
});
