import type { DrainRecord, DriverInfo, Node } from "../../model/node.js";
import type { NodeConnection } from "../../model/nodeConnection.js";
import { toNanoseconds, toTimestamp } from "../objects/nanoseconds.js";
import type { ApiDriverInfo, ApiLastDrain, ApiNode, NodeListStub } from "../objects/node.js";

/** A row of `/v1/nodes`. Spec 07 §17.4. */
export function nodeStub(node: Node, withAttributes: boolean): NodeListStub {
  return {
    Address: node.httpAddress.replace(/:\d+$/, ""),
    ID: node.id,
    Attributes: withAttributes ? { "os.name": node.attributes["os.name"] ?? "" } : null,
    Datacenter: node.datacenter,
    Name: node.name,
    NodePool: node.nodePool,
    NodeClass: node.nodeClass,
    Version: node.attributes["nomad.version"] ?? "",
    Drain: node.drain !== undefined,
    SchedulingEligibility: node.eligible ? "eligible" : "ineligible",
    Status: node.status,
    StatusDescription: "",
    Drivers: drivers(node),
    HostVolumes: null,
    LastDrain: lastDrainObject(node.lastDrain),
    CreateIndex: node.createIndex,
    ModifyIndex: node.modifyIndex,
  };
}

/** `/v1/node/:id`. */
export function nodeObject(node: Node, connection: NodeConnection | undefined): ApiNode {
  const { resources, reserved } = node;
  return {
    ID: node.id,
    SecretID: "",
    Datacenter: node.datacenter,
    Name: node.name,
    HTTPAddr: node.httpAddress,
    Attributes: node.attributes,
    Meta: node.meta,
    NodeClass: node.nodeClass,
    NodePool: node.nodePool,
    ComputedClass: node.computedClass,
    NodeResources: {
      Cpu: { CpuShares: resources.cpu },
      Memory: { MemoryMB: resources.memoryMb },
      Disk: { DiskMB: resources.diskMb },
      Networks: node.networks.map((network) => ({
        Mode: network.mode,
        Device: network.device,
        CIDR: network.cidr,
        IP: network.ip,
      })),
      NodeNetworks: node.hostNetworks.map((network) => ({
        Mode: network.mode,
        Device: network.device,
        Addresses: [{ Alias: network.alias, Address: network.address, ReservedPorts: network.reservedPorts }],
      })),
      MinDynamicPort: resources.minDynamicPort,
      MaxDynamicPort: resources.maxDynamicPort,
    },
    ReservedResources: {
      Cpu: { CpuShares: reserved.cpu },
      Memory: { MemoryMB: reserved.memoryMb },
      Disk: { DiskMB: reserved.diskMb },
      Networks: { ReservedHostPorts: reserved.hostPorts },
    },
    Drain: node.drain !== undefined,
    DrainStrategy:
      node.drain === undefined
        ? null
        : {
            Deadline: toNanoseconds(node.drain.deadlineMs),
            IgnoreSystemJobs: node.drain.ignoreSystemJobs,
            ForceDeadline: toTimestamp(node.drain.forceDeadline),
            StartedAt: toTimestamp(node.drain.startedAt),
          },
    SchedulingEligibility: node.eligible ? "eligible" : "ineligible",
    Status: node.status,
    StatusDescription: "",
    StatusUpdatedAt: Math.floor(node.statusUpdatedAt / 1000),
    Events: node.events.map((event) => ({
      Message: event.message,
      Subsystem: event.subsystem,
      Details: event.details,
      Timestamp: toTimestamp(event.timestamp),
      CreateIndex: event.createIndex,
    })),
    Drivers: drivers(node),
    HostVolumes: {},
    HostNetworks: {},
    CSIControllerPlugins: {},
    CSINodePlugins: {},
    LastDrain: lastDrainObject(node.lastDrain),
    LastMissedHeartbeatIndex: connection?.lastMissedHeartbeatIndex ?? 0,
    LastAllocUpdateIndex: connection?.lastAllocUpdateIndex ?? 0,
    CreateIndex: node.createIndex,
    ModifyIndex: node.modifyIndex,
  };
}

function lastDrainObject(record: DrainRecord | undefined): ApiLastDrain | null {
  if (record === undefined) return null;
  return {
    StartedAt: toTimestamp(record.startedAt),
    UpdatedAt: toTimestamp(record.updatedAt),
    Status: record.status,
    AccessorID: record.accessorId,
    Meta: Object.keys(record.meta).length === 0 ? null : record.meta,
  };
}

function drivers(node: Node): Readonly<Record<string, ApiDriverInfo>> {
  return Object.fromEntries(Object.entries(node.drivers).map(([name, driver]) => [name, driverObject(driver)]));
}

function driverObject(driver: DriverInfo): ApiDriverInfo {
  return {
    Attributes: null,
    Detected: driver.detected,
    Healthy: driver.healthy,
    HealthDescription: driver.healthDescription,
    UpdateTime: toTimestamp(driver.updateTime),
  };
}
