import { readdirSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { HostFiles } from "../host.js";

/** What Go says of the errors that a path can have. */
const goTexts: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
};

/** The files of the machine, as seen from a folder. */
export function machineFiles(workingFolder: string): HostFiles {
  const at = (path: string) => (isAbsolute(path) ? path : join(workingFolder, path));
  return {
    read: (path) => readFile(at(path), "utf8").catch(inGoWords(path)),
    write: (path, text) => replace(at(path), text).catch(inGoWords(path)),
    list: (folder) => {
      try {
        const entries = readdirSync(at(folder), { withFileTypes: true });
        return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
      } catch {
        return [];
      }
    },
  };
}

/** The file is the old one or the new one, never half of it. */
async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function inGoWords(path: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    const text = goTexts[error.code ?? ""];
    throw new Error(text === undefined ? error.message : `open ${path}: ${text}`);
  };
}
