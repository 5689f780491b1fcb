import type { JsonObject } from "../../model/json.js";
import { logsSchema, taskSchema } from "../schema/task.js";
import { dispatchPayloadSchema } from "../schema/taskFiles.js";
import { changedFields } from "./fields.js";
import { flatMembers, primitiveMembers } from "./flat.js";
import { identityObject, otherIdentityObjects } from "./identity.js";
import { type Side, sideType, simpleMember } from "./objects.js";
import { opaqueMember } from "./opaque.js";
import { consulObject } from "./policies.js";
import { resourcesObject } from "./resources.js";
import { sameJson } from "./sameJson.js";
import { serviceObjects } from "./service.js";
import { targetObjects } from "./targets.js";
import { actionObjects, artifactObjects, secretObjects, templateObjects, vaultObject } from "./taskFiles.js";
import { orNull, type TaskDiff } from "./tree.js";
import { volumeMountObjects } from "./volume.js";

const members = primitiveMembers(taskSchema, ["Name"]);
const logMembers = primitiveMembers(logsSchema);
const payloadMembers = primitiveMembers(dispatchPayloadSchema);

/** A task of one name. It is edited if it differs at all, shown or not. Spec 05 §11.3, §11.4. */
export function taskDiff(name: string, old: Side, next: Side): TaskDiff {
  if (sameJson(old, next)) return { Type: "None", Name: name, Fields: null, Objects: null, Annotations: null };
  const objects = [
    ...targetObjects(old, next),
    opaqueMember("Config", old, next),
    resourcesObject(old, next),
    simpleMember("LogConfig", logMembers, old, next),
    simpleMember("DispatchPayload", payloadMembers, old, next),
    ...artifactObjects(old, next),
    ...serviceObjects(old, next),
    vaultObject(old, next),
    ...secretObjects(old, next),
    consulObject(old, next),
    ...templateObjects(old, next),
    identityObject(old, next),
    ...otherIdentityObjects(old, next),
    ...actionObjects(old, next),
    ...volumeMountObjects(old, next),
  ].filter((object) => object !== undefined);
  return {
    Type: sideType(old, next),
    Name: name,
    Fields: orNull(changedFields(flatMembers(members, old), flatMembers(members, next))),
    Objects: orNull(objects),
    Annotations: null,
  };
}

/** The members of a list on both sides by name, in the order of their names. */
export function byName<Diff>(
  old: readonly JsonObject[],
  next: readonly JsonObject[],
  compare: (name: string, old: Side, next: Side) => Diff,
): readonly Diff[] {
  const olds = new Map(old.map((block) => [String(block.Name), block]));
  const news = new Map(next.map((block) => [String(block.Name), block]));
  const names = [...new Set([...olds.keys(), ...news.keys()])].sort();
  return names.map((name) => compare(name, olds.get(name), news.get(name)));
}
