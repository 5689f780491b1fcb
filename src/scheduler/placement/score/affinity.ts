import type { Node } from "../../../model/node.js";
import type { GroupAsk } from "../groupAsk.js";

/** The weights of the affinities that a node meets over those of all, from −1 to 1. Spec 03 §11.3. */
export function affinityScore(ask: GroupAsk, node: Node): number {
  let sum = 0;
  for (const { constraint, weight } of ask.affinities) if (constraint.holds(node)) sum += weight;
  return sum / ask.affinityWeight;
}
