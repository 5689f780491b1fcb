import { encodeJob } from "../../jobspec/encode.js";
import { isCanary, isHealthy, isUnhealthy, terminal } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import { isTemplate, keyOfJob } from "../../model/job.js";
import type { GroupSummary, JobSummary } from "../../model/jobSummary.js";
import type { ScalingEvent } from "../../model/scalingEvent.js";
import { allocationsOfJob } from "../../model/snapshot.js";
import type { World } from "../../model/world.js";
import { withNanoseconds } from "../nanosecondMembers.js";
import type {
  ApiGroupScaleStatus,
  ApiGroupSummary,
  ApiJob,
  ApiJobSummary,
  ApiScalingEvent,
  JobListStub,
  JobScaleStatus,
} from "../objects/job.js";
import { toNanoseconds } from "../objects/nanoseconds.js";

const encoded = new WeakMap<Job, ApiJob>();

/** `/v1/job/:id`. A job never changes, so its JSON is made once. Spec 07 §17.1. */
export function jobObject(job: Job): ApiJob {
  const known = encoded.get(job);
  if (known !== undefined) return known;
  const made = withNanoseconds(encodeJob(job)) as ApiJob;
  encoded.set(job, made);
  return made;
}

/** A row of `/v1/jobs`. */
export function jobListStub(world: World, job: Job): JobListStub {
  const summary = world.summaries.get(keyOfJob(job));
  return {
    ID: job.id,
    ParentID: job.parentId,
    Name: job.name,
    Namespace: job.namespace,
    Datacenters: job.datacenters,
    NodePool: job.nodePool,
    Multiregion: null,
    Type: job.type,
    Priority: job.priority,
    Periodic: job.periodic !== undefined,
    ParameterizedJob: job.parameterized !== undefined && isTemplate(job),
    Stop: job.stop,
    Status: job.status,
    StatusDescription: "",
    JobSummary: summaryObject(summary, job),
    CreateIndex: job.createIndex,
    ModifyIndex: job.modifyIndex,
    JobModifyIndex: job.jobModifyIndex,
    SubmitTime: toNanoseconds(job.submitTime),
  };
}

/** `/v1/job/:id/summary`. */
export function summaryObject(summary: JobSummary | undefined, job: Job): ApiJobSummary {
  const groups = Object.entries(summary?.groups ?? {}).map(([name, group]) => [name, groupSummary(group)]);
  const children = summary?.children ?? { pending: 0, running: 0, dead: 0 };
  return {
    JobID: job.id,
    Namespace: job.namespace,
    Summary: Object.fromEntries(groups) as Readonly<Record<string, ApiGroupSummary>>,
    Children: { Pending: children.pending, Running: children.running, Dead: children.dead },
    CreateIndex: summary?.createIndex ?? 0,
    ModifyIndex: summary?.modifyIndex ?? 0,
  };
}

function groupSummary(group: GroupSummary): ApiGroupSummary {
  return {
    Queued: group.queued,
    Complete: group.complete,
    Failed: group.failed,
    Running: group.running,
    Starting: group.starting,
    Lost: group.lost,
    Unknown: group.unknown,
  };
}

/** `/v1/job/:id/scale`: allocations that are neither canaries nor terminal. Spec 05 §13.2. */
export function scaleStatus(world: World, job: Job): JobScaleStatus {
  const events = world.scalingEvents.get(keyOfJob(job)) ?? {};
  const live = allocationsOfJob(world, job.namespace, job.id).filter(
    (allocation) => !terminal(allocation) && !isCanary(allocation),
  );
  const groups = job.taskGroups.map((group): [string, ApiGroupScaleStatus] => {
    const ofGroup = live.filter((allocation) => allocation.taskGroup === group.name);
    return [
      group.name,
      {
        Desired: group.count,
        Placed: ofGroup.length,
        Running: ofGroup.filter((allocation) => allocation.clientStatus === "running").length,
        Healthy: ofGroup.filter(isHealthy).length,
        Unhealthy: ofGroup.filter(isUnhealthy).length,
        Events: events[group.name]?.map(scalingEventObject) ?? null,
      },
    ];
  });
  return {
    JobID: job.id,
    Namespace: job.namespace,
    JobCreateIndex: job.createIndex,
    JobModifyIndex: job.modifyIndex,
    JobStopped: job.stop,
    TaskGroups: Object.fromEntries(groups),
  };
}

function scalingEventObject(event: ScalingEvent): ApiScalingEvent {
  return {
    Time: toNanoseconds(event.time),
    Count: event.count ?? null,
    PreviousCount: event.previousCount,
    Message: event.message,
    Error: event.error,
    Meta: null,
    EvalID: event.evaluationId ?? null,
    CreateIndex: event.createIndex,
  };
}
