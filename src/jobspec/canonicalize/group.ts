import type { VolumeRequest } from "../../model/taskGroup.js";
import type { SubmittedJob } from "../schema/job.js";
import type { Submitted } from "../schema/submitted.js";
import type { GroupForm } from "../schema/taskGroup.js";
import { groupMigrate, groupReschedule, groupRestart } from "./policies.js";
import { canonicalService } from "./service.js";
import { canonicalTask, withCluster } from "./task.js";
import { groupUpdate } from "./update.js";

export type SubmittedGroup = Submitted<GroupForm>;

/** The defaults of a task group, among them what it inherits from its job. Spec 05 §3.2. */
export function canonicalGroup(group: SubmittedGroup, job: SubmittedJob): SubmittedGroup {
  const name = group.name ?? "";
  const type = job.type ?? "service";
  const restart = groupRestart(type, group.restart);
  const count = group.count ?? group.scaling?.min ?? 1;
  return {
    ...group,
    name,
    count,
    update: groupUpdate(job.update, group.update),
    migrate: groupMigrate(type, job.migrate, group.migrate),
    restart,
    reschedule: groupReschedule(type, job.reschedule, group.reschedule),
    scaling: group.scaling === undefined ? undefined : canonicalScaling(group.scaling, count),
    consul: withCluster(group.consul),
    volumes: usableVolumes(group.volumes),
    services: group.services?.map((service) => canonicalService(service, `${job.name ?? ""}-${name}`)),
    tasks: group.tasks?.map((task) => canonicalTask(task, `${job.name ?? ""}-${name}`, restart)),
  };
}

function canonicalScaling(scaling: NonNullable<SubmittedGroup["scaling"]>, count: number) {
  return { ...scaling, type: scaling.type || "horizontal", min: scaling.min ?? count };
}

/** Volumes of another type than the two that Nomad knows are silently dropped. */
function usableVolumes(volumes: Submitted<Readonly<Record<string, VolumeRequest>>> | undefined) {
  if (volumes === undefined) return undefined;
  return Object.fromEntries(Object.entries(volumes).filter(([, { type }]) => type === "host" || type === "csi"));
}
