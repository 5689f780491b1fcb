import type { Job, Parameterized } from "../../model/job.js";
import { affinityProblems, constraintProblems, spreadProblems } from "./constraint.js";
import { groupProblems } from "./group.js";
import { periodicProblems } from "./periodic.js";
import { headed, listed, when } from "./problems.js";
import { serviceIdentityProblems } from "./service.js";

const types = ["service", "batch", "system", "sysbatch"];
const descriptionLimit = 1000;
const highestPriority = 100;
const jobCountLimit = 50_000;

/** Errors of a job, in Nomad's order; all are collected. Spec 05 §3.1. */
export function jobProblems(job: Job, multiregion: boolean): readonly string[] {
  return [
    ...identityProblems(job),
    ...typeProblems(job),
    ...when(job.taskGroups.length === 0, "Missing job task groups"),
    ...constraintProblems(job.constraints),
    ...affinityProblems(job.type, job.affinities),
    ...spreadProblems(job.type, job.spreads),
    ...descriptionProblems(job),
    ...groupNameProblems(job),
    ...job.taskGroups.flatMap((group) =>
      headed(`Task group ${group.name} validation failed`, groupProblems(group, job.type)),
    ),
    ...templateProblems(job),
    ...when(multiregion, "Multiregion jobs are unlicensed."),
    ...job.taskGroups.flatMap(serviceIdentityProblems),
  ];
}

/** Errors that the server's own validator adds, after those of the job. Spec 05 §3.1. */
export function serverProblems(job: Job): readonly string[] {
  const total = job.taskGroups.reduce((sum, { count }) => sum + count, 0);
  return [
    ...when((job.type as string) === "_core", "job type cannot be core"),
    ...when(job.payload !== undefined && job.payload !== "", "job can't be submitted with a payload, only dispatched"),
    ...when(job.priority < 1 || job.priority > highestPriority, `job priority must be between [1, ${highestPriority}]`),
    ...when(
      total > jobCountLimit,
      `total count was greater than configured job_max_count: ${BigInt(total)} > ${jobCountLimit}`,
    ),
  ];
}

function identityProblems({ region, id, name, namespace }: Job): readonly string[] {
  return [
    ...when(region === "", "Missing job region"),
    ...idProblems(id),
    ...when(name === "", "Missing job name"),
    ...when(name.includes("\0"), "Job Name contains a null character"),
    ...when(namespace === "", "Job must be in a namespace"),
  ];
}

function idProblems(id: string): readonly string[] {
  if (id === "") return ["Missing job ID"];
  if (id.includes(" ")) return ["Job ID contains a space"];
  return when(id.includes("\0"), "Job ID contains a null character");
}

function typeProblems({ type, datacenters }: Job): readonly string[] {
  const name: string = type;
  return [
    ...when(name === "", "Missing job type"),
    ...when(name !== "" && name !== "_core" && !types.includes(name), `Invalid job type: "${name}"`),
    ...when(datacenters.length === 0, "Missing job datacenters"),
    ...datacenters.flatMap((datacenter) => when(datacenter === "", "Job datacenter must be non-empty string")),
  ];
}

function descriptionProblems({ ui, versionTag }: Job): readonly string[] {
  const ofUi = String(ui?.Description ?? "").length;
  const ofTag = versionTag?.description.length ?? 0;
  return [
    ...when(ofUi > descriptionLimit, `UI description must be under ${descriptionLimit} characters, currently ${ofUi}`),
    ...when(
      ofTag > descriptionLimit,
      `Tagged version description must be under ${descriptionLimit} characters, currently ${ofTag}`,
    ),
  ];
}

function groupNameProblems(job: Job): readonly string[] {
  const { taskGroups, type } = job;
  return taskGroups.flatMap(({ name, shutdownDelayMs, count }, at) => {
    const first = taskGroups.findIndex((group) => group.name === name);
    return [
      ...when(name === "", `Job task group ${at + 1} missing name`),
      ...when(name !== "" && first < at, `Job task group ${at + 1} redefines '${name}' from group ${first + 1}`),
      ...when((shutdownDelayMs ?? 0) < 0, "ShutdownDelay must be a positive value"),
      ...when(
        type === "system" && count > 1,
        `Job task group ${name} has count ${count}. Count cannot exceed 1 with system scheduler`,
      ),
    ];
  });
}

/** Periodic and parameterized jobs: the types they allow, and their own blocks. */
function templateProblems({ type, periodic, parameterized }: Job): readonly string[] {
  const ends = type === "batch" || type === "sysbatch";
  const only = 'can only be used with "batch" or "sysbatch" scheduler';
  return [
    ...when(periodic?.enabled === true && !ends, `Periodic ${only}`),
    ...(periodic?.enabled === true ? listed(periodicProblems(periodic)) : []),
    ...when(parameterized !== undefined && !ends, `Parameterized job ${only}`),
    ...(parameterized === undefined ? [] : listed(parameterizedProblems(parameterized))),
  ];
}

function parameterizedProblems({ payload, metaRequired, metaOptional }: Parameterized): readonly string[] {
  const both = metaRequired.filter((key) => metaOptional.includes(key));
  return [
    ...when(!["optional", "required", "forbidden"].includes(payload), `Unknown payload requirement: "${payload}"`),
    ...when(
      both.length > 0,
      `Required and optional meta keys should be disjoint. Following keys exist in both: [${both.join(" ")}]`,
    ),
  ];
}
