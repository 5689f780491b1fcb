import type { Allocation } from "../../../model/allocation.js";
import type { ComparableResources } from "../../../model/resources.js";
import { comparableResources } from "../../../model/resources.js";

/** What has still to be freed. */
export interface Need {
  readonly cpu: number;
  readonly memoryMb: number;
  readonly diskMb: number;
}

/** How far an allocation's resources are from what is needed, dimension by dimension. Spec 03 §12.2. */
export function distance(need: Need, held: ComparableResources): number {
  const memory = need.memoryMb > 0 ? (need.memoryMb - held.memoryMb) / need.memoryMb : 0;
  const cpu = need.cpu > 0 ? (need.cpu - held.cpu) / need.cpu : 0;
  const disk = need.diskMb > 0 ? (need.diskMb - held.diskMb) / need.diskMb : 0;
  return Math.sqrt(memory ** 2 + cpu ** 2 + disk ** 2);
}

export function distanceOf(need: Need, allocation: Allocation): number {
  return distance(need, comparableResources(allocation.resources));
}
