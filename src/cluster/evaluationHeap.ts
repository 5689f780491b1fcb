/**
 * The broker's queues are ordinary binary heaps in an array, and which of several equal entries comes first follows from
 * how such a heap works. Spec 03 §2.2: five equal entries A to E pushed in order pop as A, E, D, C, B.
 */
export function heapPush(
  heap: readonly string[],
  entry: string,
  before: (a: string, b: string) => boolean,
): readonly string[] {
  const next = [...heap, entry];
  let at = next.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(entry, next[parent] as string)) break;
    next[at] = next[parent] as string;
    at = parent;
  }
  next[at] = entry;
  return next;
}

/** The heap without its first entry. */
export function heapPop(heap: readonly string[], before: (a: string, b: string) => boolean): readonly string[] {
  const next = heap.slice(0, -1);
  const entry = heap.at(-1);
  if (entry === undefined || next.length === 0) return next;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= next.length) break;
    if (child + 1 < next.length && before(next[child + 1] as string, next[child] as string)) child += 1;
    if (!before(next[child] as string, entry)) break;
    next[at] = next[child] as string;
    at = child;
  }
  next[at] = entry;
  return next;
}
