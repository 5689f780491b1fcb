import { allocStatus } from "./alloc/status.js";
import { allocStop } from "./alloc/stop.js";
import { clusterCommands } from "./clusterCommands.js";
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
import { oldNames } from "./oldNames.js";
import { status } from "./status.js";
import { version } from "./version.js";

/** Every command that is simulated. */
export const commands: readonly Command[] = [
  allocStatus,
  allocStop,
  ...clusterCommands,
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
  "node-drain": "node drain",
  "node-status": "node status",
  ...oldNames,
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
  "operator snapshot",
  "operator keyring",
  "operator utilization",
  "tls",
  "login",
  "setup",
  "acl auth-method",
  "acl binding-rule",
  "acl role",
  "acl policy self",
  "quota init",
  "var init",
  "var lock",
  "volume claim",
  "volume create",
  "volume delete",
  "volume deregister",
  "volume detach",
  "volume init",
  "volume register",
  "volume snapshot",
  "agent",
];
