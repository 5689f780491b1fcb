// Ported from the Go programming language's `sort` package of Go 1.8.
// Copyright 2009 The Go Authors. All rights reserved. Use of this source code is governed by a BSD-style license
// (https://go.dev/LICENSE): redistribution with or without modification is permitted with this notice.

import { heapSort, insertionSort, type Rows } from "./rows.js";

/**
 * Sorts in place as Go did from 1.8 to 1.18: its pass with gap 6 makes it unstable from seven rows on, and the tables of
 * the 2017 documentation show it. Spec 06 §2.10, §7.4.
 */
export function quicksort(rows: Rows): void {
  let depth = 0;
  for (let i = rows.length; i > 0; i >>= 1) depth += 1;
  sortRange(rows, 0, rows.length, depth * 2);
}

function sortRange(rows: Rows, start: number, end: number, depthLimit: number): void {
  let a = start;
  let b = end;
  let depth = depthLimit;
  while (b - a > 12) {
    if (depth === 0) {
      heapSort(rows, a, b);
      return;
    }
    depth -= 1;
    const [low, high] = partition(rows, a, b);
    if (low - a < b - high) {
      sortRange(rows, a, low, depth);
      a = high;
    } else {
      sortRange(rows, high, b, depth);
      b = low;
    }
  }
  if (b - a <= 1) return;
  for (let i = a + 6; i < b; i += 1) if (rows.less(i, i - 6)) rows.swap(i, i - 6);
  insertionSort(rows, a, b);
}

/** Moves the median of three to the middle place. */
function medianOfThree(rows: Rows, middle: number, first: number, last: number): void {
  if (rows.less(middle, first)) rows.swap(middle, first);
  if (!rows.less(last, middle)) return;
  rows.swap(last, middle);
  if (rows.less(middle, first)) rows.swap(middle, first);
}

/** Three-way partition: answers the range of rows equal to the pivot. */
function partition(rows: Rows, low: number, high: number): readonly [number, number] {
  const middle = low + Math.floor((high - low) / 2);
  if (high - low > 40) {
    const eighth = Math.floor((high - low) / 8);
    medianOfThree(rows, low, low + eighth, low + 2 * eighth);
    medianOfThree(rows, middle, middle - eighth, middle + eighth);
    medianOfThree(rows, high - 1, high - 1 - eighth, high - 1 - 2 * eighth);
  }
  medianOfThree(rows, low, middle, high - 1);

  const pivot = low;
  let a = low + 1;
  let c = high - 1;
  while (a < c && rows.less(a, pivot)) a += 1;
  let b = a;
  for (;;) {
    while (b < c && !rows.less(pivot, b)) b += 1;
    while (b < c && rows.less(pivot, c - 1)) c -= 1;
    if (b >= c) break;
    rows.swap(b, c - 1);
    b += 1;
    c -= 1;
  }

  let hasManyDuplicates = high - c < 5;
  if (!hasManyDuplicates && high - c < Math.floor((high - low) / 4)) {
    let duplicates = 0;
    if (!rows.less(pivot, high - 1)) {
      rows.swap(c, high - 1);
      c += 1;
      duplicates += 1;
    }
    if (!rows.less(b - 1, pivot)) {
      b -= 1;
      duplicates += 1;
    }
    if (!rows.less(middle, pivot)) {
      rows.swap(middle, b - 1);
      b -= 1;
      duplicates += 1;
    }
    hasManyDuplicates = duplicates > 1;
  }
  if (hasManyDuplicates) {
    for (;;) {
      while (a < b && !rows.less(b - 1, pivot)) b -= 1;
      while (a < b && rows.less(a, pivot)) a += 1;
      if (a >= b) break;
      rows.swap(a, b - 1);
      a += 1;
      b -= 1;
    }
  }
  rows.swap(pivot, b - 1);
  return [b - 1, c];
}
