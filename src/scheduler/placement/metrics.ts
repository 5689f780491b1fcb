import type { AllocationMetrics } from "../../model/metrics.js";
import { emptyMetrics } from "../../model/metrics.js";
import type { Node } from "../../model/node.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { NodeView } from "./nodeView.js";

type Counts = Record<string, number>;

/** Nomad keeps the five best scores of a selection. */
export const keptScores = 5;

/**
 * Counts what one selection looks at and why nodes fall out, and keeps the best scores. Spec 03 §14.1.
 */
export class SelectionMetrics {
  readonly #scoresKept: number;
  #evaluated = 0;
  #filtered = 0;
  #exhausted = 0;
  #classFiltered: Counts = {};
  #constraintFiltered: Counts = {};
  #classExhausted: Counts = {};
  #dimensionExhausted: Counts = {};
  #best: NodeView[] = [];

  constructor(scoresKept: number) {
    this.#scoresKept = scoresKept;
  }

  reset(): void {
    this.#evaluated = 0;
    if (this.#filtered > 0) {
      this.#filtered = 0;
      this.#classFiltered = {};
      this.#constraintFiltered = {};
    }
    if (this.#exhausted > 0) {
      this.#exhausted = 0;
      this.#classExhausted = {};
      this.#dimensionExhausted = {};
    }
    this.#best = [];
  }

  evaluate(): void {
    this.#evaluated++;
  }

  filter(node: Node, reason: string): void {
    this.#filtered++;
    count(this.#constraintFiltered, reason);
    if (node.nodeClass !== "") count(this.#classFiltered, node.nodeClass);
  }

  exhaust(node: Node, dimension: string): void {
    this.#exhausted++;
    count(this.#dimensionExhausted, dimension);
    if (node.nodeClass !== "") count(this.#classExhausted, node.nodeClass);
  }

  /** Equal scores keep the order in which they were met. */
  score(scored: NodeView): void {
    const best = this.#best;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.finalScore ?? 0) < scored.finalScore) at--;
    if (at >= this.#scoresKept) return;
    best.splice(at, 0, scored);
    if (best.length > this.#scoresKept) best.pop();
  }

  /**
   * @param failed The group that found no node: what it asked for is added up.
   * @param scoresOf The scores to show of a node; to be asked before the next selection.
   */
  toMetrics(
    failed: TaskGroup | undefined,
    scoresOf: (view: NodeView) => Readonly<Record<string, number>>,
  ): AllocationMetrics {
    const metrics: AllocationMetrics = {
      ...emptyMetrics,
      nodesEvaluated: this.#evaluated,
      nodesFiltered: this.#filtered,
      classFiltered: this.#classFiltered,
      constraintFiltered: this.#constraintFiltered,
      nodesExhausted: this.#exhausted,
      classExhausted: this.#classExhausted,
      dimensionExhausted: this.#dimensionExhausted,
      scoreMetadata: this.#best.map((view) => ({
        nodeId: view.node.id,
        scores: scoresOf(view),
        normScore: view.finalScore,
      })),
    };
    return failed === undefined ? metrics : withResourcesExhausted(metrics, failed);
  }
}

/**
 * Adds what one more allocation of the group would have needed of the dimensions that were exhausted: at the failure
 * itself and again for every allocation that is not tried after it. Spec 03 §14.1.
 */
export function withResourcesExhausted(metrics: AllocationMetrics, group: TaskGroup): AllocationMetrics {
  if (Object.keys(metrics.dimensionExhausted).length === 0) return metrics;
  const cpuExhausted = "cpu" in metrics.dimensionExhausted;
  const memoryExhausted = "memory" in metrics.dimensionExhausted;
  const resourcesExhausted = { ...metrics.resourcesExhausted };
  for (const { name, resources } of group.tasks) {
    const before = resourcesExhausted[name] ?? { cpu: 0, memoryMb: 0 };
    resourcesExhausted[name] = {
      cpu: before.cpu + (cpuExhausted ? resources.cpu : 0),
      memoryMb: before.memoryMb + (memoryExhausted ? resources.memoryMb : 0),
    };
  }
  return { ...metrics, resourcesExhausted };
}

function count(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
