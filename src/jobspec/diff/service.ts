import type { JsonObject } from "../../model/json.js";
import { checkRestartSchema, checkSchema, serviceSchema, weightsSchema } from "../schema/service.js";
import { primitiveMembers } from "./flat.js";
import { identityObject } from "./identity.js";
import { innerBlock, innerBlocks } from "./inner.js";
import { blockObject, inOrder, matchedObjects, type Side, simpleMember, textSet } from "./objects.js";
import { opaqueMember, treeObject } from "./opaque.js";
import type { ObjectDiff } from "./tree.js";

const members = primitiveMembers(serviceSchema);
const checkMembers = primitiveMembers(checkSchema);
const checkRestart = primitiveMembers(checkRestartSchema);
const weights = primitiveMembers(weightsSchema);

/** The services of a group or a task, each compared with the one that it was. Spec 05 §11.3. */
export function serviceObjects(old: Side, next: Side): readonly ObjectDiff[] {
  const [olds, news] = [innerBlocks(old, "Services"), innerBlocks(next, "Services")];
  return inOrder(paired(olds, news).map(([before, after]) => serviceObject(before, after)));
}

type Pair = readonly [old: Side, next: Side];

/** One on each side belong together whatever they are; else an old service takes the new one that is most like it. */
function paired(old: readonly JsonObject[], next: readonly JsonObject[]): readonly Pair[] {
  if (old.length === 1 && next.length === 1) return [[old[0], next[0]]];
  const left = new Set(next.keys());
  const pairs = old.map((service, place): Pair => {
    const successor = mostAlike(service, place, next, left);
    if (successor === undefined) return [service, undefined];
    left.delete(successor);
    return [service, next[successor]];
  });
  return [...pairs, ...[...left].map((place): Pair => [undefined, next[place]])];
}

/** What two services have in common has to count for more than this. */
const strangers = 2;

/** The place of the first new service of highest score among those that are left. */
function mostAlike(
  old: JsonObject,
  place: number,
  next: readonly JsonObject[],
  left: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  let bestScore = strangers;
  for (const [candidate, service] of next.entries()) {
    if (!left.has(candidate)) continue;
    const score =
      (candidate === place ? 1 : 0) +
      (service.PortLabel === old.PortLabel ? 2 : 0) +
      (service.Name === old.Name ? 3 : 0);
    if (score <= bestScore) continue;
    best = candidate;
    bestScore = score;
  }
  return best;
}

/** The tags stand there also where they did not change. Spec 05 §11.3. */
function serviceObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockObject("Service", members, old, next, (before, after) => [
    textSet("Tags", before, after),
    textSet("CanaryTags", before, after),
    ...checkObjects(before, after),
    treeObject("ConsulConnect", innerBlock(before, "Connect"), innerBlock(after, "Connect")),
    simpleMember("Weights", weights, before, after),
    identityObject(before, after),
  ]);
}

/** Checks are found again by name. */
function checkObjects(old: Side, next: Side): readonly ObjectDiff[] {
  const list = (side: Side) => innerBlocks(side, "Checks");
  return matchedObjects(list(old), list(next), ({ Name }) => String(Name), checkObject);
}

function checkObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockObject("Check", checkMembers, old, next, (before, after) => [
    opaqueMember("Header", before, after),
    simpleMember("CheckRestart", checkRestart, before, after),
  ]);
}
