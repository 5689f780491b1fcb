import { groupSchema } from "../schema/taskGroup.js";
import { changedFields } from "./fields.js";
import { type Flat, flatMembers, primitiveMembers } from "./flat.js";
import { innerBlocks } from "./inner.js";
import { networkObjects } from "./network.js";
import { type Side, sideType } from "./objects.js";
import { policyObjects, scalingObject } from "./policies.js";
import { sameJson } from "./sameJson.js";
import { serviceObjects } from "./service.js";
import { targetObjects } from "./targets.js";
import { byName, taskDiff } from "./task.js";
import { type GroupDiff, orNull } from "./tree.js";
import { volumeObjects } from "./volume.js";

const members = primitiveMembers(groupSchema, ["Name"]);

/** A group of one name. It is edited if it differs at all, shown or not. Spec 05 §11.3, §11.4. */
export function groupDiff(name: string, old: Side, next: Side): GroupDiff {
  const tasks = byName(innerBlocks(old, "Tasks"), innerBlocks(next, "Tasks"), taskDiff);
  const unchanged = {
    Type: "None",
    Name: name,
    Fields: null,
    Objects: null,
    Tasks: orNull(tasks),
    Updates: null,
  } as const;
  if (sameJson(old, next)) return unchanged;
  const bothExist = old !== undefined && next !== undefined;
  const objects = [
    ...targetObjects(old, next),
    ...policyObjects(old, next),
    ...networkObjects(old, next),
    scalingObject(old, next),
    ...serviceObjects(old, next),
    ...volumeObjects(old, next),
  ].filter((object) => object !== undefined);
  return {
    ...unchanged,
    Type: sideType(old, next),
    Fields: orNull(changedFields(flatGroup(old, bothExist), flatGroup(next, bothExist))),
    Objects: orNull(objects),
  };
}

/** A shutdown delay may be unset, and is compared only where the group exists on both sides. Spec 05 §11.3. */
function flatGroup(group: Side, bothExist: boolean): Flat {
  const flat = flatMembers(members, group);
  const delay = group?.ShutdownDelay ?? null;
  return bothExist && delay !== null ? new Map([...flat, ["ShutdownDelay", String(delay)]]) : flat;
}
