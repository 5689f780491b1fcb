import type { Capacity } from "../capacity.js";

const highest = 18;

/**
 * How well a node is filled in CPU and memory, 0 to 1: full nodes score high with `binpack`, empty ones with `spread`.
 * Disk, ports, cores and devices do not enter. Spec 03 §11.1.
 */
export function binpackScore(
  algorithm: "binpack" | "spread",
  capacity: Capacity,
  usedCpu: number,
  usedMemoryMb: number,
): number {
  const freeTerms = 10 ** (1 - usedCpu / capacity.cpu) + 10 ** (1 - usedMemoryMb / capacity.memoryMb);
  const raw = algorithm === "spread" ? freeTerms - 2 : 20 - freeTerms;
  return Math.min(Math.max(raw, 0), highest) / highest;
}
