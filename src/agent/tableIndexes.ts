import type { World } from "../model/world.js";

/** Tables whose last write is an answer's index. */
export type TableName =
  | "jobs"
  | "summaries"
  | "jobVersions"
  | "allocations"
  | "evaluations"
  | "deployments"
  | "nodes"
  | "nodePools"
  | "namespaces"
  | "scalingPolicies"
  | "schedulerConfiguration";

const names: readonly TableName[] = [
  "jobs",
  "summaries",
  "jobVersions",
  "allocations",
  "evaluations",
  "deployments",
  "nodes",
  "nodePools",
  "namespaces",
  "scalingPolicies",
  "schedulerConfiguration",
];

/**
 * The index of the last write to each table, 0 for one that was never written: what unblocks the queries of a list. Tables are
 * persistent values, so a written one is another object. Spec 07 §6.
 */
export class TableIndexes {
  #seen: World;
  readonly #indexes = new Map<TableName, number>();

  constructor(world: World) {
    this.#seen = world;
    for (const name of names) this.#indexes.set(name, 0);
  }

  /** Takes notice of a later World. */
  follow(world: World): void {
    for (const name of names) if (world[name] !== this.#seen[name]) this.#indexes.set(name, world.index);
    this.#seen = world;
  }

  /** The highest of some tables. */
  of(tables: readonly TableName[]): number {
    return Math.max(0, ...tables.map((name) => this.#indexes.get(name) ?? 0));
  }
}
