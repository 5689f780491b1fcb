import { test } from "vitest";
import { randomStream } from "../../src/model/random.js";
import { commandInAnyOrder, worldSpec } from "./commands/arbitrary.js";
import { noTimeLimit } from "./effort.js";
import { comesToAnEndWithoutJobs, comesToRestWithoutFaults } from "./rest.js";
import { everyRunKeepsItsInvariants } from "./trial.js";

test("in whatever order the cluster does its work, it keeps the invariants and comes to rest", {
  timeout: noTimeLimit,
}, () => {
  everyRunKeepsItsInvariants({
    order: "any",
    spec: worldSpec("instant"),
    command: commandInAnyOrder,
    runs: 300,
    atTheEnd: (run, { seed }) => {
      const stream = randomStream(seed, "order of pending actions", 0);
      const settleAll = () => run.settleInAnyOrder(stream);
      settleAll();
      comesToRestWithoutFaults(run, settleAll);
      comesToAnEndWithoutJobs(run, settleAll);
    },
  });
});
