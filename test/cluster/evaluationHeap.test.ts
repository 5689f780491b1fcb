import fc from "fast-check";
import { expect, test } from "vitest";
import { heapPop, heapPush } from "../../src/cluster/evaluationHeap.js";

const equal = () => false;

function drained(heap: readonly string[], before: (a: string, b: string) => boolean): readonly string[] {
  const out: string[] = [];
  for (let rest = heap; rest[0] !== undefined; rest = heapPop(rest, before)) out.push(rest[0]);
  return out;
}

function pushed(entries: readonly string[], before: (a: string, b: string) => boolean): readonly string[] {
  return entries.reduce<readonly string[]>((heap, entry) => heapPush(heap, entry, before), []);
}

test("spec 03 §2.2: five equal entries A to E come out as A, E, D, C, B", () => {
  expect(drained(pushed(["A", "B", "C", "D", "E"], equal), equal)).toEqual(["A", "E", "D", "C", "B"]);
});

test("entries come out in order, whatever the order they went in", () => {
  const before = (a: string, b: string) => a < b;
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 40 }), (entries) => {
      expect(drained(pushed(entries, before), before)).toEqual([...entries].sort());
    }),
  );
});

test("the heap that was popped or pushed to stays as it was", () => {
  const heap = pushed(["A", "B", "C"], equal);
  heapPop(heap, equal);
  heapPush(heap, "D", equal);
  expect(heap).toEqual(["A", "B", "C"]);
  expect(heapPop([], equal)).toEqual([]);
});
