import type { Allocation } from "../../../src/model/allocation.js";
import type { Deployment } from "../../../src/model/deployment.js";
import type { Evaluation } from "../../../src/model/evaluation.js";
import type { Job } from "../../../src/model/job.js";
import type { Table } from "../../../src/model/table.js";
import type { World } from "../../../src/model/world.js";

/** An entry that was added, replaced or deleted. */
export interface Pair<Value> {
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** What one action changed in the tables that most rules are about. */
export interface Changed {
  readonly allocations: readonly Pair<Allocation>[];
  readonly deployments: readonly Pair<Deployment>[];
  readonly evaluations: readonly Pair<Evaluation>[];
  readonly jobs: readonly Pair<Job>[];
}

/** The differences of two Worlds; cheap where tables are the very same. */
export function changedBetween(before: World, after: World): Changed {
  return {
    allocations: pairs(before.allocations, after.allocations),
    deployments: pairs(before.deployments, after.deployments),
    evaluations: pairs(before.evaluations, after.evaluations),
    jobs: pairs(before.jobs, after.jobs),
  };
}

function pairs<Value>(before: Table<Value>, after: Table<Value>): readonly Pair<Value>[] {
  if (before === after) return [];
  const found: Pair<Value>[] = [];
  let known = 0;
  after.forEachPair((key, value) => {
    const was = before.get(key);
    if (was !== undefined) known += 1;
    if (was !== value) found.push({ before: was, after: value });
  });
  if (known === before.size) return found;
  before.forEachPair((key, value) => {
    if (!after.has(key)) found.push({ before: value, after: undefined });
  });
  return found;
}

/** Entries that exist before and after. */
export function* replaced<Value>(
  changes: readonly Pair<Value>[],
): Iterable<{ readonly before: Value; readonly after: Value }> {
  for (const { before, after } of changes) if (before !== undefined && after !== undefined) yield { before, after };
}

/** Entries that are new. */
export function* added<Value>(changes: readonly Pair<Value>[]): Iterable<Value> {
  for (const { before, after } of changes) if (before === undefined && after !== undefined) yield after;
}
