import { expect, test } from "vitest";
import type { Node } from "../../../src/model/node.js";
import { computedClass } from "../../../src/scheduler/placement/computedClass.js";
import { nodeOf, resourcesOfNode } from "./worldOf.js";

const base = nodeOf("a", { attributes: { arch: "amd64" }, meta: { rack: "r1" } });
const device = { vendor: "nvidia", type: "gpu", name: "1080ti", attributes: {}, instances: [] };

test.each<[string, Partial<Node>, boolean]>([
  ["ID and name", { id: "b", name: "b" }, true],
  [
    "unique attributes and meta",
    { attributes: { arch: "amd64", "unique.hostname": "b" }, meta: { rack: "r1", "unique.x": "1" } },
    true,
  ],
  ["resources", { resources: resourcesOfNode(1, 1) }, true],
  [
    "driver health",
    { drivers: { docker: { detected: true, healthy: false, healthDescription: "", updateTime: 0 } } },
    true,
  ],
  [
    "networks and host volumes",
    { networks: [], hostVolumes: { v: { name: "v", path: "/", readOnly: false, id: "" } } },
    true,
  ],
  ["datacenter", { datacenter: "dc2" }, false],
  ["class", { nodeClass: "large" }, false],
  ["pool", { nodePool: "gpu" }, false],
  ["an attribute", { attributes: { arch: "arm64" } }, false],
  ["meta", { meta: { rack: "r2" } }, false],
  ["devices", { devices: [device] }, false],
])("%s: the same class is %s", (_, given, same) => {
  const other = computedClass({ ...base, ...given });
  expect(other === computedClass(base)).toBe(same);
});

test("it is a 64-bit number in decimal and does not depend on the order of keys", () => {
  expect(computedClass(base)).toMatch(/^v1:[0-9]{1,20}$/);
  const oneWay = { ...base, attributes: { a: "1", b: "2" } };
  const other = { ...base, attributes: { b: "2", a: "1" } };
  expect(computedClass(oneWay)).toBe(computedClass(other));
});
