import { allocChecks } from "./alloc/checks.js";
import { allocExec } from "./alloc/exec.js";
import { allocFs } from "./alloc/fs.js";
import { allocLogs } from "./alloc/logs.js";
import { allocRestart } from "./alloc/restart.js";
import { allocSignal } from "./alloc/signal.js";
import { allocStatus } from "./alloc/status.js";
import { allocStop } from "./alloc/stop.js";
import { clusterCommands } from "./clusterCommands.js";
import type { Command } from "./definition.js";
import { deploymentList } from "./deployment/list.js";
import { deploymentPromote } from "./deployment/promote.js";
import { deploymentStatus } from "./deployment/status.js";
import { deploymentFail, deploymentPause, deploymentResume, deploymentUnblock } from "./deployment/writes.js";
import { evalDelete } from "./eval/delete.js";
import { evalList } from "./eval/list.js";
import { evalStatus } from "./eval/status.js";
import { jobAllocs } from "./job/allocs.js";
import { jobDeployments } from "./job/deployments.js";
import { jobDispatch } from "./job/dispatch.js";
import { jobEval } from "./job/eval.js";
import { jobHistory } from "./job/history.js";
import { jobInit } from "./job/init.js";
import { jobInspect } from "./job/inspect.js";
import { jobPeriodicForce } from "./job/periodicForce.js";
import { jobPlan } from "./job/plan.js";
import { jobPromote } from "./job/promote.js";
import { jobRestart } from "./job/restart.js";
import { jobRevert } from "./job/revert.js";
import { jobRun } from "./job/run.js";
import { jobScale } from "./job/scale.js";
import { jobScalingEvents } from "./job/scalingEvents.js";
import { jobStart } from "./job/start.js";
import { jobStatus } from "./job/status.js";
import { jobStop } from "./job/stop.js";
import { jobTagApply, jobTagUnset } from "./job/tag.js";
import { jobValidate } from "./job/validate.js";
import { oldNames } from "./oldNames.js";
import { scalingPolicyInfo } from "./scaling/policyInfo.js";
import { scalingPolicyList } from "./scaling/policyList.js";
import { status } from "./status.js";
import { systemGc, systemReconcileSummaries } from "./system/maintenance.js";
import { version } from "./version.js";

/** Every command that is simulated. */
export const commands: readonly Command[] = [
  allocChecks,
  allocExec,
  allocFs,
  allocLogs,
  allocRestart,
  allocSignal,
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
  evalDelete,
  evalList,
  evalStatus,
  jobAllocs,
  jobDeployments,
  jobDispatch,
  jobEval,
  jobHistory,
  jobInit,
  jobInspect,
  jobPlan,
  jobPeriodicForce,
  jobPromote,
  jobRestart,
  jobRevert,
  jobRun,
  jobScale,
  jobScalingEvents,
  jobStart,
  jobStatus,
  jobStop,
  jobTagApply,
  jobTagUnset,
  jobValidate,
  scalingPolicyInfo,
  scalingPolicyList,
  status,
  systemGc,
  systemReconcileSummaries,
  version,
];

/** Other names of commands. Spec 06 §6. */
export const aliases: Readonly<Record<string, string>> = {
  run: "job run",
  stop: "job stop",
  start: "job start",
  inspect: "job inspect",
  plan: "job plan",
  validate: "job validate",
  init: "job init",
  logs: "alloc logs",
  fs: "alloc fs",
  exec: "alloc exec",
  "alloc-status": "alloc status",
  "eval-status": "eval status",
  "node-drain": "node drain",
  "node-status": "node status",
  ...oldNames,
};

/** Commands of Nomad that this simulator knows by name only. Spec 06 §9. */
export const notSimulated: readonly string[] = [
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
