import type { Json } from "../json.js";
import { flag, object, optionalObject, optionalText, text } from "../json.js";
import type { AgentAnswer } from "./agentClient.js";
import { jobPath } from "./agentClient.js";
import type { Player } from "./player.js";
import type { TraceStep } from "./trace.js";

/** The request of an acting step. FORMAT.md, the table of actions. */
export async function actingRequest(player: Player, step: TraceStep): Promise<AgentAnswer> {
  const request = requests[step.Action];
  if (request === undefined) throw new Error(`there is no action ${step.Action}`);
  return request(player, step);
}

type Request = (player: Player, step: TraceStep) => Promise<AgentAnswer>;

const requests: Readonly<Record<string, Request>> = {
  register,
  plan: async (player, step) => {
    const job = await jobOf(player, step);
    return player.client.call("PUT", jobPath(text(job, "ID"), "/plan"), { Job: job, Diff: true });
  },
  promote: (player, step) =>
    onDeployment(player, step, "promote", "Groups" in step ? { Groups: step.Groups } : { All: step.All ?? true }),
  fail: async (player, step) => player.client.call("PUT", `/v1/deployment/fail/${await player.deploymentId(step)}`),
  pause: (player, step) => onDeployment(player, step, "pause", { Pause: true }),
  resume: (player, step) => onDeployment(player, step, "pause", { Pause: false }),
  "set-alloc-health": async (player, step) =>
    onDeployment(player, step, "allocation-health", {
      HealthyAllocationIDs: await selected(player, step, "Healthy"),
      UnhealthyAllocationIDs: await selected(player, step, "Unhealthy"),
    }),
  revert: (player, step) =>
    onJob(player, step, "/revert", picked(step, ["JobID", "JobVersion", "EnforcePriorVersion"])),
  stable: (player, step) =>
    onJob(player, step, "/stable", { ...picked(step, ["JobID", "JobVersion"]), Stable: step.Stable ?? true }),
  scale: (player, step) => {
    const count = "Count" in step ? { Count: step.Count } : {};
    return onJob(player, step, "/scale", { Target: { Group: step.Group }, ...count });
  },
  stop: (player, step) =>
    player.client.call("DELETE", jobPath(text(step, "JobID"), flag(step, "Purge") ? "?purge=true" : "")),
  start: async (player, step) => {
    const job = (await player.client.get(jobPath(text(step, "JobID")))) ?? {};
    return player.client.call("PUT", "/v1/jobs", { Job: { ...job, Stop: false } });
  },
  evaluate: (player, step) =>
    onJob(player, step, "/evaluate", {
      JobID: step.JobID,
      EvalOptions: { ForceReschedule: flag(step, "ForceReschedule") },
    }),
  dispatch: (player, step) =>
    onJob(player, step, "/dispatch", { Meta: step.Meta ?? null, Payload: step.Payload ?? null }),
  "periodic-force": (player, step) => onJob(player, step, "/periodic/force"),
  drain,
  eligibility: async (player, step) => {
    const node = await player.nodeId(await player.nodeName(step));
    return player.client.call("PUT", `/v1/node/${node}/eligibility`, { NodeID: node, Eligibility: step.Eligibility });
  },
  "node-down": async (player, step) =>
    player.client.call("PUT", `/v1/coalmine/node/${await player.nodeName(step)}/down`),
  "node-up": async (player, step) => player.client.call("PUT", `/v1/coalmine/node/${await player.nodeName(step)}/up`),
  "scheduler-configuration": async (player, step) => {
    const path = "/v1/operator/scheduler/configuration";
    const present = object((await player.client.get(path)) ?? {}, "SchedulerConfig");
    return player.client.call("PUT", path, { ...present, ...object(step, "SchedulerConfig") });
  },
  "alloc-stop": (player, step) => onAllocations(player, step, (id) => `/v1/allocation/${id}/stop`),
  "alloc-restart": (player, step) =>
    onAllocations(player, step, (id) => `/v1/client/allocation/${id}/restart`, {
      TaskName: text(step, "Task"),
      AllTasks: flag(step, "AllTasks"),
    }),
  "alloc-signal": (player, step) =>
    onAllocations(player, step, (id) => `/v1/client/allocation/${id}/signal`, {
      Signal: step.Signal ?? null,
      Task: text(step, "Task"),
    }),
  request: (player, step) => player.client.call(text(step, "Method"), text(step, "Path"), step.Body),
};

async function register(player: Player, step: TraceStep): Promise<AgentAnswer> {
  const job = await jobOf(player, step);
  const body: Record<string, unknown> = { Job: job, ...object(step, "Options") };
  if (body.JobModifyIndex === "current") {
    body.JobModifyIndex = (await player.client.get(jobPath(text(job, "ID"))))?.JobModifyIndex;
  }
  return player.client.call("PUT", "/v1/jobs", body);
}

/** In API JSON; a job file is parsed by the agent. */
async function jobOf(player: Player, step: TraceStep): Promise<Json> {
  const given = optionalObject(step, "Job");
  if (given !== undefined) return given;
  const body = { JobHCL: step.HCL, Canonicalize: true };
  const { status, body: job, text: answer } = await player.client.call("PUT", "/v1/jobs/parse", body);
  if (status !== 200) throw new Error(`parse: ${status} ${answer}`);
  return job as Json;
}

function onJob(player: Player, step: TraceStep, path: string, body?: unknown): Promise<AgentAnswer> {
  return player.client.call("PUT", jobPath(text(step, "JobID"), path), body);
}

async function onDeployment(player: Player, step: TraceStep, action: string, body: Json): Promise<AgentAnswer> {
  const deploymentId = await player.deploymentId(step);
  return player.client.call("PUT", `/v1/deployment/${action}/${deploymentId}`, { DeploymentID: deploymentId, ...body });
}

async function selected(player: Player, step: TraceStep, name: string): Promise<readonly string[]> {
  const selector = optionalObject(step, name);
  return selector === undefined ? [] : player.select(text(step, "JobID"), selector);
}

/** One request for each; the last answer counts. */
async function onAllocations(
  player: Player,
  step: TraceStep,
  path: (allocationId: string) => string,
  body?: unknown,
): Promise<AgentAnswer> {
  let answer: AgentAnswer = { status: 0, body: undefined, text: "no allocation selected" };
  for (const id of await player.select(text(step, "JobID"), object(step, "Allocation"))) {
    answer = await player.client.call("PUT", path(id), body);
  }
  return answer;
}

async function drain(player: Player, step: TraceStep): Promise<AgentAnswer> {
  const node = await player.nodeId(await player.nodeName(step));
  const specification = {
    Deadline: nanoseconds(optionalText(step, "Deadline") ?? "1h"),
    IgnoreSystemJobs: flag(step, "IgnoreSystemJobs"),
  };
  return player.client.call("PUT", `/v1/node/${node}/drain`, {
    DrainSpec: flag(step, "Cancel") ? null : specification,
    MarkEligible: flag(step, "MarkEligible"),
  });
}

const unitNanoseconds: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

function nanoseconds(duration: string): number {
  const parts = [...duration.matchAll(/([0-9.]+)(ms|s|m|h)/g)];
  const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * (unitNanoseconds[unit ?? ""] ?? 0), 0);
  return duration.startsWith("-") ? -sum : sum;
}

function picked(step: TraceStep, names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => name in step).map((name) => [name, step[name]]));
}
