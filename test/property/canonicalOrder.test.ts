import { test } from "vitest";
import { command } from "./commands/arbitrary.js";
import { noTimeLimit } from "./effort.js";
import { comesToAnEndWithoutJobs, comesToRestWithoutFaults } from "./rest.js";
import { everyRunKeepsItsInvariants } from "./trial.js";

test("whatever operators and tasks do, every action keeps every invariant, and the cluster comes to rest", { timeout: noTimeLimit }, () => {
  everyRunKeepsItsInvariants({
    order: "canonical",
    command,
    runs: 300,
    atTheEnd: (run) => {
      const settleAll = () => run.settle();
      comesToRestWithoutFaults(run, settleAll);
      comesToAnEndWithoutJobs(run, settleAll);
    },
  });
});
