import type { OrderPins } from "../../cli/command.js";
import type { PageProblem } from "./problem.js";

/** What a console block pins: beginnings of IDs, and orders that Nomad leaves to chance. */
export interface BlockPins {
  /** By `evaluation`, `deployment` or `allocation.<group>`, in order of creation. */
  readonly identifiers: Readonly<Record<string, readonly string[]>>;
  readonly orders: OrderPins;
}

/** Info string key → the order that it pins (spec 06 §2.11). */
const orderKeys: Readonly<Record<string, keyof OrderPins>> = {
  deployed: "deployed",
  allocations: "allocations",
  groups: "failedGroups",
  metrics: "metrics",
  contexts: "contexts",
};

/**
 * Reads the words of an info string such as `evaluation=6c6e64ae allocation.web=8fa21654 deployed=web,cache`.
 *
 * @throws {PageProblem}
 */
export function readBlockPins(words: readonly string[], problem: (sentence: string) => PageProblem): BlockPins {
  const identifiers: Record<string, readonly string[]> = {};
  const orders: Record<string, readonly string[]> = {};
  for (const word of words) {
    if (word === "") continue;
    const [key = "", list] = word.split("=", 2);
    const values = (list ?? "").split(",").filter((value) => value !== "");
    if (values.length === 0) throw problem(`"${word}" is no pin; a pin looks like evaluation=6c6e64ae.`);
    const order = orderKeys[key];
    if (order !== undefined) {
      orders[order] = values;
      continue;
    }
    if (!/^(evaluation|deployment|allocation\.\S+)$/.test(key)) {
      const known = ["evaluation", "deployment", "allocation.GROUP", ...Object.keys(orderKeys)].join(", ");
      throw problem(`Nothing to pin is called "${key}"; there are ${known}.`);
    }
    const odd = values.find((value) => !/^[0-9a-f]{1,8}$/.test(value));
    if (odd !== undefined) throw problem(`"${odd}" is not the beginning of an ID: up to eight hexadecimal digits.`);
    identifiers[key] = values;
  }
  return { identifiers, orders: orders as OrderPins };
}

/** Order pins that know whether they were asked for. */
export function watchedOrders(orders: OrderPins): { readonly orders: OrderPins; unused(): readonly string[] } {
  const asked = new Set<string>();
  const watched = new Proxy(orders, {
    get: (target, key) => {
      if (typeof key === "string") asked.add(key);
      return Reflect.get(target, key);
    },
  });
  const named = Object.entries(orderKeys);
  return {
    orders: watched,
    unused: () =>
      Object.keys(orders)
        .filter((order) => !asked.has(order))
        .map((order) => named.find(([, value]) => value === order)?.[0] ?? order),
  };
}
