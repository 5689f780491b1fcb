import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pdqsort } from "../../../src/cli/sort/pdqsort.js";
import { quicksort } from "../../../src/cli/sort/quicksort.js";
import { type Rows, rowsOf } from "../../../src/cli/sort/rows.js";

/** Places of the input in the order of the output; larger keys first. */
function order(sort: (rows: Rows) => void, keys: readonly number[]): readonly number[] {
  const places = keys.map((_key, place) => place);
  sort(rowsOf(places, (left, right) => (keys[left] ?? 0) > (keys[right] ?? 0)));
  return places;
}

const thirteenZeros = new Array<number>(13).fill(0);
const alternating = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
const sixteen = [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1];

describe("the order of rows with equal keys", () => {
  test.each([
    ["seven rows", [0, 1, 0, 2, 0, 0, 1], [3, 1, 6, 0, 2, 4, 5], [3, 6, 1, 2, 4, 5, 0]],
    [
      "thirteen equal rows",
      thirteenZeros,
      thirteenZeros.map((_key, place) => place),
      thirteenZeros.map((_key, place) => place),
    ],
    [
      "fourteen rows",
      alternating,
      [9, 1, 13, 3, 7, 5, 11, 12, 6, 0, 10, 8, 4, 2],
      [7, 1, 11, 3, 9, 5, 13, 6, 8, 4, 10, 2, 12, 0],
    ],
    [
      "sixteen rows",
      sixteen,
      [6, 15, 14, 3, 9, 8, 5, 7, 0, 4, 10, 11, 12, 13, 2, 1],
      [6, 14, 9, 3, 15, 8, 5, 7, 4, 2, 10, 11, 12, 13, 1, 0],
    ],
  ])("%s", (_case, keys, current, docs2017) => {
    expect(order(pdqsort, keys)).toEqual(current);
    expect(order(quicksort, keys)).toEqual(docs2017);
  });

  test.each([
    [
      "sixty rows of five keys",
      Array.from({ length: 60 }, (_row, place) => (place * 7) % 5),
      "12 37 2 57 27 22 47 7 32 17 42 52 44 59 14 39 24 9 34 19 49 29 54 4 " +
        "31 36 26 1 56 21 6 51 46 11 41 16 33 48 38 23 58 18 13 43 3 28 53 8 " +
        "10 35 50 0 30 20 5 55 45 25 40 15",
    ],
    [
      "a hundred rows of squares",
      Array.from({ length: 100 }, (_row, place) => (place * place) % 11),
      "52 96 41 3 47 30 91 36 8 85 25 58 80 74 14 63 69 19 7 18 26 15 62 59 " +
        "81 51 73 84 70 29 92 48 4 95 40 37 75 57 97 2 90 86 42 9 35 79 46 13 " +
        "31 20 68 64 24 53 83 72 6 5 27 93 60 61 82 94 28 39 38 16 50 49 17 71 " +
        "21 34 32 1 76 65 78 45 12 67 98 23 10 43 54 87 56 89 77 88 33 44 11 55 " +
        "0 66 22 99",
    ],
  ])("%s, as Go 1.26 sorts them", (_case, keys, places) => {
    expect(order(pdqsort, keys).join(" ")).toBe(places);
  });

  test("any list comes out sorted, with all its rows", () => {
    const lists = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 300 });
    fc.assert(
      fc.property(lists, (keys) => {
        for (const sort of [pdqsort, quicksort]) {
          const sorted = order(sort, keys).map((place) => keys[place] ?? 0);
          expect(sorted).toEqual([...keys].sort((left, right) => right - left));
        }
      }),
    );
  });

  test("patterns that defeat quicksort come out sorted as well", () => {
    const falling = Array.from({ length: 400 }, (_row, place) => 400 - place);
    const organ = [...falling].map((_key, place) => Math.min(place, 400 - place));
    const saw = falling.map((_key, place) => place % 7);
    for (const keys of [falling, [...falling].reverse(), organ, saw]) {
      for (const sort of [pdqsort, quicksort]) {
        expect(order(sort, keys).map((place) => keys[place])).toEqual([...keys].sort((left, right) => right - left));
      }
    }
  });
});
