import {
  actionSchema,
  artifactSchema,
  changeScriptSchema,
  secretSchema,
  templateSchema,
  vaultSchema,
  waitSchema,
} from "../schema/taskFiles.js";
import { primitiveMembers } from "./flat.js";
import { innerBlocks } from "./inner.js";
import { blockMember, blockObject, changedTextSet, matchedObjects, type Side, simpleMember } from "./objects.js";
import { opaqueMember } from "./opaque.js";
import { fullTextObjects } from "./targets.js";
import type { ObjectDiff } from "./tree.js";

const artifact = primitiveMembers(artifactSchema);
const vault = primitiveMembers(vaultSchema);
const secret = primitiveMembers(secretSchema);
const template = primitiveMembers(templateSchema);
const wait = primitiveMembers(waitSchema);
const changeScript = primitiveMembers(changeScriptSchema);
const action = primitiveMembers(actionSchema);

/** What is fetched for a task: an edited artifact is another one. Spec 05 §11.3. */
export function artifactObjects(old: Side, next: Side): readonly ObjectDiff[] {
  return fullTextObjects("Artifact", artifact, old, next, "Artifacts");
}

export function vaultObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockMember("Vault", vault, old, next, (before, after) => [changedTextSet("Policies", before, after)]);
}

/** Secrets are found again by name. */
export function secretObjects(old: Side, next: Side): readonly ObjectDiff[] {
  const list = (side: Side) => innerBlocks(side, "Secrets");
  return matchedObjects(
    list(old),
    list(next),
    ({ Name }) => String(Name),
    (one, other) =>
      blockObject("Secret", secret, one, other, (before, after) => [opaqueMember("Config", before, after)]),
  );
}

/** Templates are found again by what they write: two that swap places have not changed. Spec 05 §11.3, §11.5. */
export function templateObjects(old: Side, next: Side): readonly ObjectDiff[] {
  const list = (side: Side) => innerBlocks(side, "Templates");
  return matchedObjects(list(old), list(next), ({ DestPath }) => String(DestPath), templateObject);
}

function templateObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockObject("Template", template, old, next, (before, after) => [
    simpleMember("Wait", wait, before, after),
    changeScriptObject(before, after),
  ]);
}

function changeScriptObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockMember("ChangeScript", changeScript, old, next, (before, after) => [
    changedTextSet("Args", before, after),
  ]);
}

/** Actions are found again by name. */
export function actionObjects(old: Side, next: Side): readonly ObjectDiff[] {
  const list = (side: Side) => innerBlocks(side, "Actions");
  return matchedObjects(
    list(old),
    list(next),
    ({ Name }) => String(Name),
    (one, other) =>
      blockObject("Action", action, one, other, (before, after) => [changedTextSet("Args", before, after)]),
  );
}
