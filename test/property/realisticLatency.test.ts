import { test } from "vitest";
import { everyCanonicalRunKeepsItsInvariants } from "./canonicalOrder.js";
import { noTimeLimit } from "./effort.js";

test("with Nomad's own delays every action keeps every invariant too, and the cluster comes to rest", {
  timeout: noTimeLimit,
}, () => {
  everyCanonicalRunKeepsItsInvariants("realistic", 100);
});
