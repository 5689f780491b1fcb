import type { NodeUsage } from "../../api/nomadApi.js";
import { formatKeyValues } from "../text/columns.js";
import { formatBytes, formatFigure } from "../text/numbers.js";
import type { Ui } from "../ui.js";

/** Processors, memory and disks of a machine, one by one; for `node status -stats`. Spec 06 §6.9. */
export function showUsage(ui: Ui, usage: NodeUsage): void {
  showBlocks(
    ui,
    "CPU Stats",
    (usage.CPU ?? []).map(({ CPU, User, System, Idle }) => [
      `CPU|${CPU}`,
      `User|${formatFigure(User)}%`,
      `System|${formatFigure(System)}%`,
      `Idle|${formatFigure(Idle)}%`,
    ]),
  );
  if (usage.Memory) {
    const { Total, Available, Used, Free } = usage.Memory;
    showBlocks(ui, "Memory Stats", [
      [
        `Total|${formatBytes(Total)}`,
        `Available|${formatBytes(Available)}`,
        `Used|${formatBytes(Used)}`,
        `Free|${formatBytes(Free)}`,
      ],
    ]);
  }
  showBlocks(
    ui,
    "Disk Stats",
    (usage.DiskStats ?? []).map((disk) => [
      `Device|${disk.Device}`,
      `MountPoint|${disk.Mountpoint}`,
      `Size|${formatBytes(disk.Size)}`,
      `Used|${formatBytes(disk.Used)}`,
      `Available|${formatBytes(disk.Available)}`,
      `Used Percent|${formatFigure(disk.UsedPercent)}%`,
      `Inodes Percent|${formatFigure(disk.InodesUsedPercent)}%`,
    ]),
  );
}

function showBlocks(ui: Ui, title: string, blocks: readonly (readonly string[])[]): void {
  ui.title(title);
  blocks.forEach((block, place) => {
    if (place > 0) ui.output("");
    ui.output(formatKeyValues(block));
  });
}
