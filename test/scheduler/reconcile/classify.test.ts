import { describe, expect, it } from "vitest";
import type { Allocation } from "../../../src/model/allocation.js";
import type { DisconnectBlock } from "../../../src/model/taskGroup.js";
import { classify } from "../../../src/scheduler/reconcile/classify.js";
import type { Taint } from "../../../src/scheduler/taint.js";
import { allocationOf, nodeOf } from "../placement/worldOf.js";
import { jobWith, now } from "./group.js";

const wasUnknown: Partial<Allocation> = { clientStatusHistory: [{ value: "unknown", time: now - 60_000 }] };
const unknown: Partial<Allocation> = { ...wasUnknown, clientStatus: "unknown" };
const stop: Partial<Allocation> = { desiredStatus: "stop" };
const migrate: Partial<Allocation> = { desiredTransition: { migrate: true } };
const canary: Partial<Allocation> = {
  deploymentStatus: { healthy: true, timestamp: 0, canary: true, modifyIndex: 0 },
};

const down = nodeOf("node", { status: "down" });
const disconnected = nodeOf("node", { status: "disconnected" });
const drain = { deadlineMs: 0, ignoreSystemJobs: false, forceDeadline: undefined, startedAt: 0 };
const draining = nodeOf("node", { drain });
const joining = nodeOf("node", { status: "initializing", drain });

const patient: DisconnectBlock = { lostAfterMs: 300_000, stopOnClientAfterMs: undefined, replace: true, reconcile: "" };
const keeping: DisconnectBlock = { ...patient, replace: false };

/** The rows of spec 01 §6: state, node, disconnect block → class. */
const rows: readonly (readonly [number, Partial<Allocation>, Taint, DisconnectBlock | undefined, string])[] = [
  [1, { ...wasUnknown, clientStatus: "failed" }, "none", patient, "reconnecting"],
  [2, { ...stop, desiredTransition: { migrateDisablePlacement: true } }, "none", undefined, "untainted"],
  [3, { ...stop, ...migrate }, down, undefined, "ignore"],
  [4, { ...canary, ...migrate, clientStatus: "failed" }, draining, undefined, "migrate"],
  [5, { ...migrate, clientStatus: "failed" }, draining, undefined, "untainted"],
  [6, unknown, disconnected, { ...patient, lostAfterMs: 60_000 }, "expiring"],
  [6, unknown, "none", undefined, "expiring"],
  [7, { ...wasUnknown, ...stop, clientStatus: "failed" }, "none", patient, "ignore"],
  [8, { ...unknown, ...migrate }, disconnected, patient, "untainted"],
  [9, { clientStatus: "pending" }, disconnected, patient, "lost"],
  [10, {}, disconnected, undefined, "lost"],
  [11, {}, disconnected, patient, "disconnecting"],
  [12, migrate, down, undefined, "migrate"],
  [13, unknown, "none", patient, "reconnecting"],
  [13, { ...wasUnknown, clientStatus: "running" }, draining, patient, "reconnecting"],
  [14, {}, "none", undefined, "untainted"],
  [14, {}, draining, undefined, "untainted"],
  [15, {}, "gone", undefined, "lost"],
  [16, unknown, down, keeping, "untainted"],
  [17, {}, down, keeping, "disconnecting"],
  [18, { clientStatus: "pending" }, down, keeping, "lost"],
  [18, unknown, down, patient, "lost"],
  [19, {}, joining, undefined, "untainted"],
];

describe("the class of an allocation", () => {
  it.each(rows)("rule %i", (_, state, taint, disconnect, expected) => {
    const allocation = allocationOf("a", "node", jobWith({ disconnect }), state);
    expect(classify(allocation, taint, now)).toBe(expected);
  });

  it("counts unknown from the first entry of its last stretch", () => {
    const clientStatusHistory = [
      { value: "unknown", time: now - 500_000 },
      { value: "running", time: now - 400_000 },
      { value: "unknown", time: now - 200_000 },
      { value: "unknown", time: now - 10_000 },
    ] as const;
    const state = { clientStatus: "unknown", clientStatusHistory } as const;
    const classAfter = (lostAfterMs: number): string =>
      classify(
        allocationOf("a", "node", jobWith({ disconnect: { ...patient, lostAfterMs } }), state),
        disconnected,
        now,
      );
    expect(classAfter(200_000)).toBe("expiring");
    expect(classAfter(200_001)).toBe("untainted");
  });
});
