import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandFiles } from "../cli/command.js";
import { systemCall } from "./errno.js";

/** The files of the machine, seen from a directory; what cannot be read says so as Go does. */
export function machineFiles(directory: string): CommandFiles {
  return { read: async (path) => readText(resolve(directory, path)) };
}

function readText(path: string): string {
  if (systemCall(`stat ${path}`, () => statSync(path)).isDirectory()) throw new Error(`read ${path}: is a directory`);
  return systemCall(`open ${path}`, () => readFileSync(path, "utf8"));
}
