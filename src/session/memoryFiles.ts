import type { CommandFiles } from "../cli/command.js";
import { pathFrom, relativePath } from "../jobspec/hcl/functions/filePath.js";
import type { FunctionFiles } from "../jobspec/hcl/functions/functionSpec.js";

/** The files behind those in memory: the machine's. */
export interface FilesBehind {
  read(path: string): Promise<string>;
  readonly functionFiles?: FunctionFiles | undefined;
}

/**
 * Files that live in memory, as those of a page: read and written by commands, read by the functions of job files (spec 05 §6.5).
 * A file has one name, however its path is written. The folder that holds them is the working directory, or the root where there
 * are no files behind them.
 */
export class MemoryFiles implements CommandFiles {
  /** What was written here, by name. */
  readonly written = new Map<string, string>();
  /** The same files for `file`, `fileset` and their like. */
  readonly functionFiles: FunctionFiles;
  readonly #given: ReadonlyMap<string, string>;
  readonly #behind: FilesBehind | undefined;

  constructor(given: ReadonlyMap<string, string>, behind?: FilesBehind) {
    this.#given = given;
    this.#behind = behind;
    const machine = behind?.functionFiles;
    this.functionFiles = {
      workingDirectory: machine?.workingDirectory ?? "/",
      home: machine?.home ?? "/",
      read: (path) => this.#text(path) ?? machine?.read(path) ?? missing("open", path),
      exists: (path) => this.#text(path) !== undefined || machine?.exists(path) === true,
      list: () => [...new Set([...this.#given.keys(), ...this.written.keys(), ...(machine?.list() ?? [])])].sort(),
    };
  }

  async read(path: string): Promise<string> {
    return this.#text(path) ?? this.#behind?.read(path) ?? missing("stat", pathFrom("/", path));
  }

  async write(path: string, text: string): Promise<void> {
    this.written.set(this.#nameOf(path), text);
  }

  #text(path: string): string | undefined {
    const name = this.#nameOf(path);
    return this.written.get(name) ?? this.#given.get(name);
  }

  #nameOf(path: string): string {
    const { workingDirectory } = this.functionFiles;
    return relativePath(workingDirectory, pathFrom(workingDirectory, path));
  }
}

function missing(call: "open" | "stat", path: string): never {
  throw new Error(`${call} ${path}: no such file or directory`);
}
