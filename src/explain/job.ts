import { clientTerminal, serverTerminal } from "../model/allocation.js";
import type { Job } from "../model/job.js";
import { keyOfJob } from "../model/job.js";
import { allocationsOfJob, latestDeployment } from "../model/snapshot.js";
import type { World } from "../model/world.js";
import { explainAllocation } from "./allocation.js";
import { explainDeployment } from "./deployment.js";
import { explainEvaluation } from "./evaluation.js";
import type { Explanation } from "./explanation.js";
import { merged } from "./explanation.js";

/** Why a job is not as its file wants it: its deployment, what found no place, what failed. */
export function explainJob(world: World, job: Job): Explanation {
  const heading = `Job "${job.id}", version ${job.version}`;
  if (job.stop) return { heading, reasons: ["It was stopped."], next: [] };
  const deployment = latestDeployment(world, job.namespace, job.id);
  const blocked = world.blocked.tracked.get(world.blocked.byJob.get(keyOfJob(job)) ?? "");
  const failed = allocationsOfJob(world, job.namespace, job.id).filter(
    (allocation) => allocation.clientStatus === "failed" && !serverTerminal(allocation) && clientTerminal(allocation),
  );
  const parts = [
    ...(deployment === undefined ? [] : [withHeading(explainDeployment(world, deployment))]),
    ...(blocked === undefined ? [] : [withHeading(explainEvaluation(world, blocked))]),
    ...failed.map((allocation) => withHeading(explainAllocation(world, allocation))),
  ];
  const whole = merged(heading, parts);
  return whole.reasons.length > 0 ? whole : { ...whole, reasons: [`It is ${job.status}; nothing is under way.`] };
}

/** The reasons of a part, each saying what it is about. */
function withHeading(part: Explanation): Explanation {
  return { ...part, reasons: part.reasons.map((reason) => `${part.heading}: ${reason}`) };
}
