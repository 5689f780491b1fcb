import type { AllocationUsage, NodeUsage } from "../../api/nomadApi.js";
import type { ApiAllocation } from "../../api/objects/allocation.js";
import type { ApiNode } from "../../api/objects/node.js";
import { formatBytes, formatMebibytes } from "../text/numbers.js";

/** MHz and MiB. */
export interface Capacity {
  readonly cpu: number;
  readonly memory: number;
  readonly disk: number;
}

/** What a node has for allocations: its own less what it keeps for itself. */
function capacityOf({ NodeResources, ReservedResources }: ApiNode): Capacity {
  return {
    cpu: NodeResources.Cpu.CpuShares - (ReservedResources?.Cpu.CpuShares ?? 0),
    memory: NodeResources.Memory.MemoryMB - (ReservedResources?.Memory.MemoryMB ?? 0),
    disk: NodeResources.Disk.DiskMB - (ReservedResources?.Disk.DiskMB ?? 0),
  };
}

/** The allocations that take room on their node now. */
export function runningOf(allocations: readonly ApiAllocation[]): readonly ApiAllocation[] {
  return allocations.filter(({ ClientStatus }) => ClientStatus === "running");
}

/** `500/2600 MHz`, `256 MiB/2.0 GiB`, `300 MiB/32 GiB`: what running allocations have reserved. Spec 06 §6.9. */
export function allocatedCells(node: ApiNode, running: readonly ApiAllocation[]): readonly [string, string, string] {
  const capacity = capacityOf(node);
  const sum = (part: (reserved: Capacity) => number) =>
    running.reduce((total, allocation) => total + part(reservedBy(allocation)), 0);
  return [
    `${sum(({ cpu }) => cpu)}/${capacity.cpu} MHz`,
    `${formatMebibytes(sum(({ memory }) => memory))}/${formatMebibytes(capacity.memory)}`,
    `${formatMebibytes(sum(({ disk }) => disk))}/${formatMebibytes(capacity.disk)}`,
  ];
}

/** What the allocations really use, as far as their drivers measure it. */
export function usedCells(node: ApiNode, usages: readonly AllocationUsage[]): readonly [string, string] {
  const capacity = capacityOf(node);
  const ticks = usages.reduce((total, { ResourceUsage }) => total + (ResourceUsage?.CpuStats?.TotalTicks ?? 0), 0);
  const bytes = usages.reduce((total, { ResourceUsage }) => {
    const memory = ResourceUsage?.MemoryStats;
    return total + (memory ? memory.RSS || memory.Usage : 0);
  }, 0);
  return [`${Math.floor(ticks)}/${capacity.cpu} MHz`, `${formatBytes(bytes)}/${formatMebibytes(capacity.memory)}`];
}

/** What the whole machine uses. */
export function hostCells(node: ApiNode, usage: NodeUsage): readonly [string, string, string] {
  const volume = node.Attributes["unique.storage.volume"];
  const disk = usage.DiskStats?.find(({ Device }) => Device === volume) ?? usage.AllocDirStats;
  return [
    `${Math.floor(usage.CPUTicksConsumed)}/${node.NodeResources.Cpu.CpuShares} MHz`,
    `${formatBytes(usage.Memory?.Used ?? 0)}/${formatBytes(usage.Memory?.Total ?? 0)}`,
    `${formatBytes(disk?.Used ?? 0)}/${formatBytes(disk?.Size ?? 0)}`,
  ];
}

function reservedBy({ AllocatedResources, Resources }: ApiAllocation): Capacity {
  if (AllocatedResources === undefined) {
    return { cpu: Resources?.CPU ?? 0, memory: Resources?.MemoryMB ?? 0, disk: Resources?.DiskMB ?? 0 };
  }
  const tasks = Object.values(AllocatedResources.Tasks ?? {});
  return {
    cpu: tasks.reduce((total, { Cpu }) => total + Cpu.CpuShares, 0),
    memory: tasks.reduce((total, { Memory }) => total + Memory.MemoryMB, 0),
    disk: AllocatedResources.Shared.DiskMB,
  };
}
