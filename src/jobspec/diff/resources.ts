import { deviceSchema, resourcesSchema } from "../schema/task.js";
import { numaSchema } from "../schema/taskFiles.js";
import { primitiveMembers } from "./flat.js";
import { networkObjects } from "./network.js";
import { blockMember, changedTextSet, type Side } from "./objects.js";
import { fullTextObjects } from "./targets.js";
import type { ObjectDiff } from "./tree.js";

const members = primitiveMembers(resourcesSchema);
const deviceMembers = primitiveMembers(deviceSchema);
const numaMembers = primitiveMembers(numaSchema);

/** What a task asks for; an edited network or device is another one. Spec 05 §11.3. */
export function resourcesObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockMember("Resources", members, old, next, (before, after) => [
    ...networkObjects(before, after),
    ...fullTextObjects("Device", deviceMembers, before, after, "Devices"),
    blockMember("NUMA", numaMembers, before, after, (one, other) => [changedTextSet("Devices", one, other)]),
  ]);
}
