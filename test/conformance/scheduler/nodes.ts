import type { Node, NodeStatus } from "../../../src/model/node.js";
import type { Json } from "../json.js";
import { flag, instant, milliseconds, number, object, optionalObject, text, textMap } from "../json.js";

/** The address that every recorded node has, which FORMAT.md leaves out. */
const address = "10.0.0.1";

/** A node from its recorded JSON, with the parts that every node has alike. */
export function readNode(json: Json): Node {
  const resources = object(json, "NodeResources");
  const reserved = object(json, "ReservedResources");
  return {
    id: text(json, "ID"),
    name: text(json, "Name"),
    datacenter: text(json, "Datacenter"),
    nodeClass: text(json, "NodeClass"),
    nodePool: text(json, "NodePool"),
    attributes: textMap(json, "Attributes"),
    meta: textMap(json, "Meta"),
    drivers: {},
    hostVolumes: {},
    hostNetworks: [{ mode: "host", device: "eth0", alias: "default", address, reservedPorts: "" }],
    networks: [{ mode: "host", device: "eth0", cidr: `${address}/32`, ip: address, mbits: 1000 }],
    devices: [],
    resources: {
      cpu: number(object(resources, "Cpu"), "CpuShares"),
      cores: [],
      memoryMb: number(object(resources, "Memory"), "MemoryMB"),
      diskMb: number(object(resources, "Disk"), "DiskMB"),
      minDynamicPort: 20000,
      maxDynamicPort: 32000,
      maxAllocations: 0,
    },
    reserved: {
      cpu: number(object(reserved, "Cpu"), "CpuShares"),
      cores: [],
      memoryMb: number(object(reserved, "Memory"), "MemoryMB"),
      diskMb: number(object(reserved, "Disk"), "DiskMB"),
      hostPorts: text(object(reserved, "Networks"), "ReservedHostPorts"),
    },
    computedClass: text(json, "ComputedClass"),
    httpAddress: "",
    status: text(json, "Status") as NodeStatus,
    statusUpdatedAt: 0,
    eligible: text(json, "SchedulingEligibility") === "eligible",
    drain: readDrain(optionalObject(json, "DrainStrategy")),
    lastDrain: undefined,
    events: [],
    createIndex: 0,
    modifyIndex: 0,
  };
}

function readDrain(json: Json | undefined): Node["drain"] {
  if (json === undefined) return undefined;
  return {
    deadlineMs: milliseconds(json, "Deadline"),
    ignoreSystemJobs: flag(json, "IgnoreSystemJobs"),
    forceDeadline: instant(json, "ForceDeadline"),
    startedAt: instant(json, "StartedAt") ?? 0,
  };
}
