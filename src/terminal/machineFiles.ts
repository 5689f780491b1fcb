import { readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandFiles } from "../cli/command.js";
import { systemCall } from "./errno.js";

/** Files that commands may write as well. */
export interface MachineFiles extends CommandFiles {
  /** @throws {Error} with the text of Go for a file that cannot be written. */
  write(path: string, text: string): Promise<void>;
}

/** The files of the machine, seen from a directory; what cannot be read or written says so as Go does. */
export function machineFiles(directory: string): MachineFiles {
  return {
    read: async (path) => readText(resolve(directory, path)),
    write: async (path, text) => systemCall(`open ${path}`, () => writeFileSync(resolve(directory, path), text)),
  };
}

function readText(path: string): string {
  if (systemCall(`stat ${path}`, () => statSync(path)).isDirectory()) throw new Error(`read ${path}: is a directory`);
  return systemCall(`open ${path}`, () => readFileSync(path, "utf8"));
}
