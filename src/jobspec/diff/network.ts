import type { JsonObject } from "../../model/json.js";
import { cniSchema, networkSchema, portSchema } from "../schema/network.js";
import { type Flat, flatBlock, primitiveMembers } from "./flat.js";
import { innerBlock, innerBlocks, innerTexts } from "./inner.js";
import { blockObject, flatObject, matchedObjects, type Side, simpleObject } from "./objects.js";
import { fullTextObjects } from "./targets.js";
import type { ObjectDiff } from "./tree.js";

const members = primitiveMembers(networkSchema, ["MBits"]);
const staticPort = primitiveMembers(portSchema);
const dynamicPort = primitiveMembers(portSchema, ["Value", "IgnoreCollision"]);
const cni = primitiveMembers(cniSchema);

/** The networks of a group, or of a task's resources: an edited one is another one. Spec 05 §11.3. */
export function networkObjects(old: Side, next: Side): readonly ObjectDiff[] {
  const list = (side: Side) => innerBlocks(side, "Networks");
  return matchedObjects(list(old), list(next), fullText, networkObject);
}

function fullText(network: JsonObject): string {
  return JSON.stringify([...flatBlock(network)]);
}

function networkObject(old: Side, next: Side): ObjectDiff | undefined {
  return blockObject("Network", members, old, next, (before, after) => [
    ...fullTextObjects("Static Port", staticPort, before, after, "ReservedPorts"),
    ...fullTextObjects("Dynamic Port", dynamicPort, before, after, "DynamicPorts"),
    flatObject("DNS", nameServers(innerBlock(before, "DNS")), nameServers(innerBlock(after, "DNS"))),
    simpleObject("CNIConfig", cni, innerBlock(before, "CNI"), innerBlock(after, "CNI")),
  ]);
}

/** Each list that is not empty as one text. */
function nameServers(dns: Side): Flat {
  const lists = ["Options", "Searches", "Servers"].map((name) => [name, innerTexts(dns, name).join(",")] as const);
  return new Map(lists.filter(([, text]) => text !== ""));
}
