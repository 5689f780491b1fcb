import { jobKey } from "../model/job.js";
import { entriesWithPrefix } from "../model/table.js";
import { goDuration } from "../model/time.js";
import type { World } from "../model/world.js";
import { explainAllocation } from "./allocation.js";
import { explainDeployment } from "./deployment.js";
import { explainEvaluation } from "./evaluation.js";
import type { Explanation } from "./explanation.js";
import { explainJob } from "./job.js";

/** What a name or the beginning of an ID stands for; an error sentence if it is nothing, or several things. */
export type Found =
  | { readonly ok: true; readonly explanation: Explanation }
  | { readonly ok: false; readonly sentence: string };

/**
 * `coalmine why <job|deployment|alloc|eval>`: why something is not placed, not healthy, not promoted or not finished, what
 * happens next and when.
 */
export function why(world: World, subject: string, namespace = "default"): Found {
  const job = world.jobs.get(jobKey(namespace, subject));
  if (job !== undefined) return { ok: true, explanation: explainJob(world, job) };
  const explained = [
    ...entriesWithPrefix(world.deployments, subject, 2).map(
      ([, found]) =>
        () =>
          explainDeployment(world, found),
    ),
    ...entriesWithPrefix(world.allocations, subject, 2).map(
      ([, found]) =>
        () =>
          explainAllocation(world, found),
    ),
    ...entriesWithPrefix(world.evaluations, subject, 2).map(
      ([, found]) =>
        () =>
          explainEvaluation(world, found),
    ),
    ...entriesWithPrefix(world.jobs, jobKey(namespace, subject), 2).map(
      ([, found]) =>
        () =>
          explainJob(world, found),
    ),
  ];
  const [first] = explained;
  if (subject === "" || first === undefined) {
    return {
      ok: false,
      sentence: `No job, deployment, allocation or evaluation is called "${subject}" or starts with it.`,
    };
  }
  if (explained.length > 1) return { ok: false, sentence: `Several things start with "${subject}": give more of it.` };
  return { ok: true, explanation: first() };
}

/** An explanation as lines of text: what, why, and what comes next. */
export function explanationText(world: World, explanation: Explanation): string {
  const reasons = explanation.reasons.map((reason) => `  ${reason}`);
  const next = explanation.next.map(({ at, text }) => `  in ${goDuration(at - world.now)}: ${text}`);
  const coming = next.length === 0 ? ["Nothing happens by itself."] : ["Next:", ...next];
  return [explanation.heading, ...reasons, ...coming].join("\n");
}
