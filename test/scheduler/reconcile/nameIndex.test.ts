import { describe, expect, it } from "vitest";
import { NameIndex } from "../../../src/scheduler/reconcile/nameIndex.js";
import { jobWith, some } from "./group.js";

const job = jobWith({});
const named = (...indexes: readonly number[]) => indexes.flatMap((index, at) => some(job, 1, { id: `${at}` }, index));

describe("the index of names", () => {
  it("hands out free names below count, then begins again at 0", () => {
    expect(new NameIndex(5, named(0, 3)).next(5)).toEqual([1, 2, 4, 0, 1]);
    expect(new NameIndex(3, named(0, 1, 2)).next(1)).toEqual([0]);
  });

  it("gives up the highest names first", () => {
    const index = new NameIndex(5, named(0, 1, 4, 7));
    expect(index.highest(2)).toEqual([7, 4]);
    expect(index.highest(9)).toEqual([1, 0]);
  });

  it("remembers how many share a name", () => {
    const index = new NameIndex(3, named(0, 0, 0, 1));
    expect([index.isDuplicate(0), index.isDuplicate(1)]).toEqual([true, false]);
    index.unset(0);
    expect(index.isDuplicate(0)).toBe(true);
    index.unset(0);
    expect(index.isDuplicate(0)).toBe(false);
    index.unset(0);
    expect(index.next(1)).toEqual([0]);
  });

  it("names canaries after what they will replace, then after free names, then beyond count", () => {
    expect(new NameIndex(5, named(0, 1, 2, 3)).nextCanaries(4, named(0, 3), named(0, 1, 2, 3))).toEqual([1, 2, 4, 5]);
    expect(new NameIndex(3, named(0, 1, 2, 3)).nextCanaries(1, named(0, 1, 2, 3), named(0, 1, 2))).toEqual([3]);
  });
});
