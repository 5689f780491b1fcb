import { migrateSchema, rescheduleSchema, restartSchema, updateSchema } from "../schema/policies.js";
import { consulSchema } from "../schema/taskFiles.js";
import { diskSchema } from "../schema/taskGroup.js";
import { allFields, changedFields } from "./fields.js";
import { type Flat, flatBlock, type Member, primitiveMembers } from "./flat.js";
import { innerBlock } from "./inner.js";
import { objectOf, type Side, simpleMember } from "./objects.js";
import { opaqueObject } from "./opaque.js";
import type { ObjectDiff } from "./tree.js";

const restart = primitiveMembers(restartSchema);
const migrate = primitiveMembers(migrateSchema);
const reschedule = primitiveMembers(rescheduleSchema);
const disk = primitiveMembers(diskSchema);
const consul = primitiveMembers(consulSchema);
/** A deployment does not look at the stagger. */
const update = primitiveMembers(updateSchema, ["Stagger"]);

/** How a group's allocations are kept running and replaced, in the order of the API. Spec 05 §11.3. */
export function policyObjects(old: Side, next: Side): readonly (ObjectDiff | undefined)[] {
  const simple = (name: string, members: readonly Member[]) => simpleMember(name, members, old, next);
  return [
    simple("RestartPolicy", restart),
    simple("Migrate", migrate),
    simple("ReschedulePolicy", reschedule),
    simple("EphemeralDisk", disk),
    consulObject(old, next),
    simple("Update", update),
    disconnectObject(innerBlock(old, "Disconnect"), innerBlock(next, "Disconnect")),
  ];
}

/** The Consul cluster of a group or a task. */
export function consulObject(old: Side, next: Side): ObjectDiff | undefined {
  return simpleMember("Consul", consul, old, next);
}

/** Flattened as a whole: a limit that is not set is `nil`. Spec 05 §11.2. */
function disconnectObject(old: Side, next: Side): ObjectDiff | undefined {
  return objectOf("Disconnect", old, next, () => ({ fields: allFields(flatBlock(old), flatBlock(next)) }));
}

/** Only what changed, without context; the policy's ID and indexes make it edited all the same. Spec 05 §11.3, §7.3. */
export function scalingObject(old: Side, next: Side): ObjectDiff | undefined {
  const [before, after] = [innerBlock(old, "Scaling"), innerBlock(next, "Scaling")];
  return objectOf("Scaling", before, after, () => ({
    fields: changedFields(limits(before), limits(after)),
    objects: [opaqueObject("Policy", innerBlock(before, "Policy"), innerBlock(after, "Policy"))],
  }));
}

function limits(scaling: Side): Flat {
  const flat = new Map<string, string>();
  if (scaling === undefined) return flat;
  for (const name of ["Enabled", "Max", "Min"]) flat.set(name, String(scaling[name]));
  const task = innerBlock(scaling, "Target")?.Task;
  if (task !== undefined) flat.set("Target[Task]", String(task));
  return flat;
}
