import type { Node } from "../../model/node.js";
import { GoRandom } from "./goRandom.js";

/**
 * The candidates in the order in which Nomad looks at them: ready nodes by ascending ID, shuffled with Go's generator
 * seeded by the evaluation's ID and the state's index, so that a retry sees another order. Spec 03 §7.1.
 *
 * @param nodes By ascending ID; left as they are.
 * @param index The index of the last write that the snapshot holds.
 */
export function shuffledNodes(nodes: readonly Node[], evaluationId: string, index: number): Node[] {
  const shuffled = nodes.slice();
  if (shuffled.length < 2) return shuffled;
  const random = seededBy(evaluationId, index);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = shuffled[i];
    const other = shuffled[j];
    if (held === undefined || other === undefined) continue;
    shuffled[i] = other;
    shuffled[j] = held;
  }
  return shuffled;
}

/** The last eight characters of the ID as a big-endian number, mixed with the index; the two lowest bits fall away. */
function seededBy(evaluationId: string, index: number): GoRandom {
  const tail = evaluationId.slice(-8).padStart(8, "\0");
  const high = (bigEndian(tail, 0) ^ Math.floor(index / 0x1_0000_0000)) >>> 0;
  const low = (bigEndian(tail, 4) ^ index) >>> 0;
  return new GoRandom(high >>> 2, ((high << 30) | (low >>> 2)) >>> 0);
}

function bigEndian(text: string, from: number): number {
  let value = 0;
  for (let i = from; i < from + 4; i++) value = (value << 8) | (text.charCodeAt(i) & 0xff);
  return value;
}
