import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandFiles } from "../cli/command.js";
import { systemCall } from "./errno.js";

/** The files of the machine: what commands read and write, and what a shell completes. */
export interface MachineFiles extends CommandFiles {
  /** @throws {Error} with the text of Go for a file that cannot be written. */
  write(path: string, text: string): Promise<void>;
  /** The names in a folder, those of folders with a slash at the end; nothing for what cannot be read. */
  list(folder: string): readonly string[];
}

/** The files of the machine, seen from a directory; what cannot be read or written says so as Go does. */
export function machineFiles(directory: string): MachineFiles {
  const at = (path: string) => resolve(directory, path);
  return {
    read: async (path) => readText(at(path)),
    write: async (path, text) => systemCall(`open ${path}`, () => replaceFile(at(path), text)),
    list: (folder) => namesIn(at(folder)),
  };
}

function readText(path: string): string {
  if (systemCall(`stat ${path}`, () => statSync(path)).isDirectory()) throw new Error(`read ${path}: is a directory`);
  return systemCall(`open ${path}`, () => readFileSync(path, "utf8"));
}

/** The file is the old one or the new one, never half of it. */
function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  } catch {
    return [];
  }
}
