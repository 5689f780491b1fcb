// Ported from the Go programming language's `sort` package.
// Copyright 2009 The Go Authors. All rights reserved. Use of this source code is governed by a BSD-style license
// (https://go.dev/LICENSE): redistribution with or without modification is permitted with this notice.

import { heapSort, insertionSort, type Rows } from "./rows.js";

/**
 * Sorts in place as Go 1.19 and later do ("pattern-defeating quicksort"): not stable beyond twelve rows, but always the
 * same for the same input, which is why it is followed to the letter. Spec 06 §2.10.
 */
export function pdqsort(rows: Rows): void {
  sortRange(rows, 0, rows.length, bitLength(rows.length));
}

type Hint = "unknown" | "increasing" | "decreasing";

function sortRange(rows: Rows, start: number, end: number, depthLimit: number): void {
  let a = start;
  let b = end;
  let limit = depthLimit;
  let wasBalanced = true;
  let wasPartitioned = true;
  for (;;) {
    const length = b - a;
    if (length <= 12) {
      insertionSort(rows, a, b);
      return;
    }
    if (limit === 0) {
      heapSort(rows, a, b);
      return;
    }
    if (!wasBalanced) {
      breakPatterns(rows, a, b);
      limit -= 1;
    }
    let { pivot, hint } = choosePivot(rows, a, b);
    if (hint === "decreasing") {
      reverseRange(rows, a, b);
      pivot = b - 1 - (pivot - a);
      hint = "increasing";
    }
    if (wasBalanced && wasPartitioned && hint === "increasing" && partialInsertionSort(rows, a, b)) return;
    if (a > 0 && !rows.less(a - 1, pivot)) {
      a = partitionEqual(rows, a, b, pivot);
      continue;
    }
    const { middle, alreadyPartitioned } = partition(rows, a, b, pivot);
    wasPartitioned = alreadyPartitioned;
    const leftLength = middle - a;
    const rightLength = b - middle;
    const balanceThreshold = Math.floor(length / 8);
    if (leftLength < rightLength) {
      wasBalanced = leftLength >= balanceThreshold;
      sortRange(rows, a, middle, limit);
      a = middle + 1;
    } else {
      wasBalanced = rightLength >= balanceThreshold;
      sortRange(rows, middle + 1, b, limit);
      b = middle;
    }
  }
}

function partition(rows: Rows, a: number, b: number, pivot: number): { middle: number; alreadyPartitioned: boolean } {
  rows.swap(a, pivot);
  let i = a + 1;
  let j = b - 1;
  const advance = () => {
    while (i <= j && rows.less(i, a)) i += 1;
    while (i <= j && !rows.less(j, a)) j -= 1;
  };
  advance();
  const alreadyPartitioned = i > j;
  while (i <= j) {
    rows.swap(i, j);
    i += 1;
    j -= 1;
    advance();
  }
  rows.swap(j, a);
  return { middle: j, alreadyPartitioned };
}

function partitionEqual(rows: Rows, a: number, b: number, pivot: number): number {
  rows.swap(a, pivot);
  let i = a + 1;
  let j = b - 1;
  for (;;) {
    while (i <= j && !rows.less(a, i)) i += 1;
    while (i <= j && rows.less(a, j)) j -= 1;
    if (i > j) return i;
    rows.swap(i, j);
    i += 1;
    j -= 1;
  }
}

function partialInsertionSort(rows: Rows, a: number, b: number): boolean {
  const maxSteps = 5;
  const shortestShifting = 50;
  let i = a + 1;
  for (let step = 0; step < maxSteps; step += 1) {
    while (i < b && !rows.less(i, i - 1)) i += 1;
    if (i === b) return true;
    if (b - a < shortestShifting) return false;
    rows.swap(i, i - 1);
    if (i - a >= 2) for (let j = i - 1; j >= 1 && rows.less(j, j - 1); j -= 1) rows.swap(j, j - 1);
    if (b - i >= 2) for (let j = i + 1; j < b && rows.less(j, j - 1); j += 1) rows.swap(j, j - 1);
  }
  return false;
}

function breakPatterns(rows: Rows, a: number, b: number): void {
  const length = b - a;
  if (length < 8) return;
  const mask = 2n ** BigInt(bitLength(length)) - 1n;
  const middle = a + Math.floor(length / 4) * 2;
  let random = BigInt(length);
  for (let i = 0; i < 3; i += 1) {
    random = xorshift(random);
    const drawn = Number(random & mask);
    rows.swap(middle - 1 + i, a + (drawn >= length ? drawn - length : drawn));
  }
}

function xorshift(seed: bigint): bigint {
  let random = seed;
  random ^= BigInt.asUintN(64, random << 13n);
  random ^= random >> 7n;
  random ^= BigInt.asUintN(64, random << 17n);
  return random;
}

function choosePivot(rows: Rows, a: number, b: number): { pivot: number; hint: Hint } {
  const shortestNinther = 50;
  const maxSwaps = 4 * 3;
  const length = b - a;
  const quarter = Math.floor(length / 4);
  let swaps = 0;
  const ordered = (left: number, right: number): readonly [number, number] => {
    if (!rows.less(right, left)) return [left, right];
    swaps += 1;
    return [right, left];
  };
  const median = (first: number, second: number, third: number): number => {
    let [low, middle] = ordered(first, second);
    let high = third;
    [middle, high] = ordered(middle, high);
    [low, middle] = ordered(low, middle);
    return middle;
  };
  let i = a + quarter;
  let j = a + quarter * 2;
  let k = a + quarter * 3;
  if (length >= shortestNinther) {
    i = median(i - 1, i, i + 1);
    j = median(j - 1, j, j + 1);
    k = median(k - 1, k, k + 1);
  }
  if (length >= 8) j = median(i, j, k);
  if (swaps === 0) return { pivot: j, hint: "increasing" };
  return { pivot: j, hint: swaps === maxSwaps ? "decreasing" : "unknown" };
}

function reverseRange(rows: Rows, a: number, b: number): void {
  for (let i = a, j = b - 1; i < j; i += 1, j -= 1) rows.swap(i, j);
}

/** How many binary digits a number has. */
function bitLength(number: number): number {
  return number === 0 ? 0 : Math.floor(Math.log2(number)) + 1;
}
