import { allocStatus } from "./alloc/status.js";
import { allocStop } from "./alloc/stop.js";
import type { Command } from "./definition.js";
import { deploymentList } from "./deployment/list.js";
import { deploymentPromote } from "./deployment/promote.js";
import { deploymentStatus } from "./deployment/status.js";
import { deploymentFail, deploymentPause, deploymentResume, deploymentUnblock } from "./deployment/writes.js";
import { evalList } from "./eval/list.js";
import { evalStatus } from "./eval/status.js";
import { jobAllocs } from "./job/allocs.js";
import { jobDeployments } from "./job/deployments.js";
import { jobEval } from "./job/eval.js";
import { jobHistory } from "./job/history.js";
import { jobInspect } from "./job/inspect.js";
import { jobPlan } from "./job/plan.js";
import { jobPromote } from "./job/promote.js";
import { jobRevert } from "./job/revert.js";
import { jobRun } from "./job/run.js";
import { jobScale } from "./job/scale.js";
import { jobStart } from "./job/start.js";
import { jobStatus } from "./job/status.js";
import { jobStop } from "./job/stop.js";
import { nodeStatus } from "./node/status.js";
import { status } from "./status.js";
import { version } from "./version.js";

/** Every command that is simulated. */
export const commands: readonly Command[] = [
  allocStatus,
  allocStop,
  deploymentFail,
  deploymentList,
  deploymentPause,
  deploymentPromote,
  deploymentResume,
  deploymentStatus,
  deploymentUnblock,
  evalList,
  evalStatus,
  jobAllocs,
  jobDeployments,
  jobEval,
  jobHistory,
  jobInspect,
  jobPlan,
  jobPromote,
  jobRevert,
  jobRun,
  jobScale,
  jobStart,
  jobStatus,
  jobStop,
  nodeStatus,
  status,
  version,
];

/** Other names of commands. Spec 06 §6. */
export const aliases: Readonly<Record<string, string>> = {
  run: "job run",
  stop: "job stop",
  start: "job start",
  inspect: "job inspect",
  plan: "job plan",
  "alloc-status": "alloc status",
  "eval-status": "eval status",
  "node-status": "node status",
};

/** Commands of Nomad that this simulator knows by name only. Spec 06 §9. */
export const notSimulated: readonly string[] = [
  "alloc logs",
  "alloc exec",
  "alloc fs",
  "alloc pause",
  "job action",
  "monitor",
  "operator debug",
  "operator raft",
  "operator snapshot",
  "operator autopilot",
  "operator keyring",
  "operator utilization",
  "tls",
  "login",
  "setup",
  "volume",
  "plugin",
  "var",
  "service",
  "agent",
];
