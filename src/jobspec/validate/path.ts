/**
 * Whether a destination of a task's file lies outside the allocation's directory. Spec 05 §3.10.
 *
 * @param from The directory, below the allocation's, that the destination is relative to.
 */
export function escapesAllocation(from: string, destination: string): boolean {
  let depth = 0;
  for (const part of `${from}/${destination}`.split("/")) {
    if (part === "" || part === ".") continue;
    depth += part === ".." ? -1 : 1;
    if (depth < 0) return true;
  }
  return false;
}
