import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { FunctionFiles } from "../jobspec/hcl/functions/functionSpec.js";
import { systemCall } from "./errno.js";

/** A working directory with more files than this is not searched to its end. */
const mostFiles = 100_000;

/** What the functions of job files (`file`, `fileset` and their like) may look at: the machine, seen from a directory. Spec 05 §6.5. */
export function functionFiles(directory: string): FunctionFiles {
  return {
    workingDirectory: directory,
    home: homedir(),
    read: (path) => systemCall(`open ${path}`, () => readFileSync(resolve(directory, path), "utf8")),
    exists: (path) => existsSync(resolve(directory, path)),
    list: () => filesBelow(directory),
  };
}

/** All files below a folder, as paths relative to it; what cannot be read is left out, links to folders are not followed. */
function filesBelow(directory: string): readonly string[] {
  const found: string[] = [];
  const folders = [""];
  for (let at = 0; at < folders.length && found.length < mostFiles; at++) {
    for (const entry of entriesOf(join(directory, folders[at] ?? ""))) {
      const path = join(folders[at] ?? "", entry.name);
      if (entry.isDirectory()) folders.push(path);
      else found.push(path);
    }
  }
  return found.slice(0, mostFiles).sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
