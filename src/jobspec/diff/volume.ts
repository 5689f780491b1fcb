import type { JsonObject } from "../../model/json.js";
import { compareText } from "../../model/table.js";
import { volumeMountSchema } from "../schema/taskFiles.js";
import { mountOptionsSchema, volumeSchema } from "../schema/taskGroup.js";
import { primitiveMembers } from "./flat.js";
import { innerBlock } from "./inner.js";
import { blockMember, blockObject, changedTextSet, matchedObjects, type Side } from "./objects.js";
import { fullTextObjects } from "./targets.js";
import type { ObjectDiff } from "./tree.js";

const members = primitiveMembers(volumeSchema);
const optionMembers = primitiveMembers(mountOptionsSchema);
const mountMembers = primitiveMembers(volumeMountSchema);

/** The volumes that a group asks for, found again by name. Spec 05 §11.3. */
export function volumeObjects(old: Side, next: Side): readonly ObjectDiff[] {
  return matchedObjects(volumesOf(old), volumesOf(next), ({ Name }) => String(Name), volumeObject);
}

/** Where a task sees them: an edited mount is another one. */
export function volumeMountObjects(old: Side, next: Side): readonly ObjectDiff[] {
  return fullTextObjects("VolumeMount", mountMembers, old, next, "VolumeMounts");
}

/** By label, each with its label as name. */
function volumesOf(group: Side): readonly JsonObject[] {
  const labelled = innerBlock(group, "Volumes");
  const labels = Object.keys(labelled ?? {}).sort(compareText);
  return labels.map((label) => innerBlock(labelled, label)).filter((volume) => volume !== undefined);
}

function volumeObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockObject("Volume", members, old, next, (before, after) => [mountOptionsObject(before, after)]);
}

function mountOptionsObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockMember("MountOptions", optionMembers, old, next, (before, after) => [
    changedTextSet("MountFlags", before, after),
  ]);
}
