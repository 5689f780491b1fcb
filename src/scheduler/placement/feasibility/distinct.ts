import type { Constraint, Job } from "../../../model/job.js";
import type { Node } from "../../../model/node.js";
import type { Snapshot } from "../../../model/snapshot.js";
import type { TaskGroup } from "../../../model/taskGroup.js";
import type { PlanDraft } from "../../planDraft.js";
import { PropertyUse } from "../propertyUse.js";
import { goBoolean } from "./constraints.js";

/** Whose allocations have to be on hosts of their own. */
export type DistinctHosts = "job" | "group" | undefined;

/**
 * Whether a group's allocations avoid hosts with others of the job, or only with others of the group. The first
 * constraint of the kind decides; a value that is no boolean counts as true. Spec 03 §8.3.
 */
export function distinctHostsOf(job: Job, group: TaskGroup): DistinctHosts {
  if (asksForDistinctHosts(job.constraints)) return "job";
  return asksForDistinctHosts(group.constraints) ? "group" : undefined;
}

function asksForDistinctHosts(constraints: readonly Constraint[]): boolean {
  const first = constraints.find((constraint) => constraint.operand === "distinct_hosts");
  return first !== undefined && (goBoolean(first.rightTarget) ?? true);
}

/**
 * The limits on how many allocations may share one value of a property, job's first, with the use of each value.
 * Spec 03 §8.4.
 */
export class DistinctProperties {
  readonly #limits: readonly PropertyLimit[];

  constructor(state: Snapshot, plan: PlanDraft, job: Job, group: TaskGroup) {
    this.#limits = [
      ...limitsOf(state, plan, job, undefined, job.constraints),
      ...limitsOf(state, plan, job, group.name, group.constraints),
    ];
  }

  get exist(): boolean {
    return this.#limits.length > 0;
  }

  catchUp(): void {
    for (const limit of this.#limits) limit.use.catchUp();
  }

  /** Why a node's values are used up, or undefined. */
  usedUp(node: Node): string | undefined {
    for (const limit of this.#limits) {
      const reason = exceeded(limit, node);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }
}

interface PropertyLimit {
  readonly property: string;
  readonly allowed: number;
  /** Why the allowed count cannot be read. */
  readonly invalid: string | undefined;
  readonly use: PropertyUse;
}

function limitsOf(
  state: Snapshot,
  plan: PlanDraft,
  job: Job,
  group: string | undefined,
  constraints: readonly Constraint[],
): readonly PropertyLimit[] {
  return constraints
    .filter((constraint) => constraint.operand === "distinct_property")
    .map(({ leftTarget, rightTarget }) => ({
      property: leftTarget,
      allowed: rightTarget === "" ? 1 : Number(rightTarget),
      invalid: rightTarget === "" || isUnsigned(rightTarget) ? undefined : conversionFailure(rightTarget),
      use: new PropertyUse(state, plan, { namespace: job.namespace, jobId: job.id, group }, leftTarget),
    }));
}

function exceeded(limit: PropertyLimit, node: Node): string | undefined {
  if (limit.invalid !== undefined) return limit.invalid;
  const value = limit.use.valueOf(node);
  if (value === undefined) return `missing property "${limit.property}"`;
  const used = limit.use.used(limit.use.slotOf(value));
  if (used < limit.allowed) return undefined;
  return `distinct_property: ${limit.property}=${value} used by ${used} allocs`;
}

const largestUnsigned = 2n ** 64n - 1n;

function isUnsigned(text: string): boolean {
  return /^[0-9]+$/.test(text) && BigInt(text) <= largestUnsigned;
}

function conversionFailure(text: string): string {
  const cause = /^[0-9]+$/.test(text) ? "value out of range" : "invalid syntax";
  return `failed to convert RTarget "${text}" to uint64: strconv.ParseUint: parsing "${text}": ${cause}`;
}
