import type { WorldSpec } from "../builders/worlds.js";
import { command, worldSpec } from "./commands/arbitrary.js";
import { comesToAnEndWithoutJobs, comesToRestWithoutFaults } from "./rest.js";
import { everyRunKeepsItsInvariants } from "./trial.js";

/** Random runs in canonical order: each request with everything that it causes at its instant. */
export function everyCanonicalRunKeepsItsInvariants(latency: WorldSpec["latency"], runs: number): void {
  everyRunKeepsItsInvariants({
    order: "canonical",
    spec: worldSpec(latency),
    command,
    runs,
    atTheEnd: (run) => {
      const settleAll = () => run.settle();
      comesToRestWithoutFaults(run, settleAll);
      comesToAnEndWithoutJobs(run, settleAll);
    },
  });
}
