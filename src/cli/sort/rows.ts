// Heap sort and insertion sort are ported from the Go programming language's `sort` package.
// Copyright 2009 The Go Authors. All rights reserved. Use of this source code is governed by a BSD-style license
// (https://go.dev/LICENSE): redistribution with or without modification is permitted with this notice.

/** What Go's sorts see of a list: two rows compared, two rows swapped, by their places. */
export interface Rows {
  readonly length: number;
  less(i: number, j: number): boolean;
  swap(i: number, j: number): void;
}

/** A list as {@link Rows}; `list` is sorted in place. */
export function rowsOf<Row>(list: Row[], precedes: (left: Row, right: Row) => boolean): Rows {
  return {
    length: list.length,
    less: (i, j) => precedes(list[i] as Row, list[j] as Row),
    swap: (i, j) => {
      const row = list[i] as Row;
      list[i] = list[j] as Row;
      list[j] = row;
    },
  };
}

/** Stable. */
export function insertionSort(rows: Rows, a: number, b: number): void {
  for (let i = a + 1; i < b; i += 1) {
    for (let j = i; j > a && rows.less(j, j - 1); j -= 1) rows.swap(j, j - 1);
  }
}

/** The way out when a quicksort goes too deep. */
export function heapSort(rows: Rows, a: number, b: number): void {
  const length = b - a;
  for (let i = Math.floor((length - 1) / 2); i >= 0; i -= 1) siftDown(rows, i, length, a);
  for (let i = length - 1; i >= 0; i -= 1) {
    rows.swap(a, a + i);
    siftDown(rows, 0, i, a);
  }
}

function siftDown(rows: Rows, low: number, high: number, first: number): void {
  let root = low;
  for (;;) {
    let child = 2 * root + 1;
    if (child >= high) return;
    if (child + 1 < high && rows.less(first + child, first + child + 1)) child += 1;
    if (!rows.less(first + root, first + child)) return;
    rows.swap(first + root, first + child);
    root = child;
  }
}
