import type { Answer } from "../api/nomadApi.js";
import type { CommonParameters } from "./queryParameters.js";

/** How the page tokens of a list compare and what they are made from. Spec 07 §7. */
export interface PageOrder<Item> {
  readonly tokenOf: (item: Item) => string;
  readonly compare: (left: string, right: string) => number;
}

/** By text, byte by byte. */
export const byText = <Item>(tokenOf: (item: Item) => string): PageOrder<Item> => ({ tokenOf, compare: compareText });

/** `<create index>.<ID>`: the index as a number, then the ID. */
export const byCreateIndex = <
  Item extends { readonly CreateIndex?: number; readonly ID: string },
>(): PageOrder<Item> => ({
  tokenOf: (item) => `${item.CreateIndex ?? 0}.${item.ID}`,
  compare: (left, right) => {
    const [leftIndex = "", leftId] = left.split(".", 2);
    const [rightIndex = "", rightId] = right.split(".", 2);
    if (leftId === undefined || rightId === undefined) return compareText(left, right);
    return Number(leftIndex) - Number(rightIndex) || compareText(leftId, rightId);
  },
});

/**
 * One page of an ordered list: it begins at the token, which may be of an item that is gone, and names the first item of the
 * next page. Spec 07 §7.
 */
export function pageOf<Item>(
  { value, index }: Answer<readonly Item[]>,
  { perPage, nextToken, reverse }: CommonParameters,
  order: PageOrder<Item>,
): Answer<readonly Item[]> {
  const ordered = reverse ? [...value].reverse() : value;
  const direction = reverse ? -1 : 1;
  const begun =
    nextToken === undefined
      ? ordered
      : ordered.filter((item) => order.compare(order.tokenOf(item), nextToken) * direction >= 0);
  const next = perPage > 0 ? begun[perPage] : undefined;
  if (next === undefined) return { value: begun, index };
  return { value: begun.slice(0, perPage), index, nextToken: order.tokenOf(next) };
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
