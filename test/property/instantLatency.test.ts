import { test } from "vitest";
import { everyCanonicalRunKeepsItsInvariants } from "./canonicalOrder.js";
import { noTimeLimit } from "./effort.js";

test("whatever operators and tasks do, every action keeps every invariant, and the cluster comes to rest", {
  timeout: noTimeLimit,
}, () => {
  everyCanonicalRunKeepsItsInvariants("instant", 200);
});
