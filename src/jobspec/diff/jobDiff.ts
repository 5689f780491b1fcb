import type { Job } from "../../model/job.js";
import { encodeJob } from "../encode.js";
import { jobSchema, linkSchema, parameterizedSchema, periodicSchema, uiSchema } from "../schema/job.js";
import { changedFields } from "./fields.js";
import { flatMembers, primitiveMembers } from "./flat.js";
import { groupDiff } from "./group.js";
import { innerBlocks } from "./inner.js";
import { blockMember, changedTextSet, type Side, textSet } from "./objects.js";
import { fullTextObjects, targetObjects } from "./targets.js";
import { byName } from "./task.js";
import { type JobDiff, type ObjectDiff, orNull } from "./tree.js";

/** What the server keeps about a job is no part of its specification. Spec 05 §11.3. */
const members = primitiveMembers(jobSchema, [
  "ID",
  "Status",
  "StatusDescription",
  "Version",
  "Stable",
  "CreateIndex",
  "ModifyIndex",
  "JobModifyIndex",
  "SubmitTime",
  "NomadTokenID",
]);
const periodicMembers = primitiveMembers(periodicSchema);
const parameterizedMembers = primitiveMembers(parameterizedSchema);
const uiMembers = primitiveMembers(uiSchema);
const linkMembers = primitiveMembers(linkSchema);

/**
 * How a job differs from another version of it: everything that Nomad shows of a difference, in context. What it does not
 * show leaves a job `None`, but a group or a task `Edited`. Spec 05 §11.
 *
 * @param before Undefined for a new job.
 */
export function jobDiff(before: Job | undefined, after: Job): JobDiff {
  const old = before && encodeJob(before);
  const next = encodeJob(after);
  const fields = changedFields(flatMembers(members, old), flatMembers(members, next));
  const objects = jobObjects(old, next);
  const groups = byName(innerBlocks(old, "TaskGroups"), innerBlocks(next, "TaskGroups"), groupDiff);
  const differs = [...fields, ...objects, ...groups].some(({ Type }) => Type !== "None");
  return {
    Type: old === undefined ? "Added" : differs ? "Edited" : "None",
    ID: after.id,
    Fields: orNull(fields),
    Objects: orNull(objects),
    TaskGroups: orNull(groups),
  };
}

function jobObjects(old: Side, next: Side): readonly ObjectDiff[] {
  return [
    changedTextSet("Datacenters", old, next),
    ...targetObjects(old, next),
    periodicObject(old, next),
    parameterizedObject(old, next),
    uiObject(old, next),
  ].filter((object) => object !== undefined);
}

function periodicObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockMember("Periodic", periodicMembers, old, next, (before, after) => [
    changedTextSet("Specs", before, after),
  ]);
}

/** The names of the metadata stand there also where they did not change. Spec 05 §11.3. */
function parameterizedObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockMember("ParameterizedJob", parameterizedMembers, old, next, (before, after) => [
    textSet("MetaOptional", before, after),
    textSet("MetaRequired", before, after),
  ]);
}

function uiObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockMember("UI", uiMembers, old, next, (before, after) =>
    fullTextObjects("Link", linkMembers, before, after, "Links"),
  );
}
