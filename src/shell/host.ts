import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";

/** The machine around a shell: what it writes on, reads from, and where files are. */
export interface Host {
  write(stream: "stdout" | "stderr", text: string): void;
  /** Someone sits in front of it: commands may ask. */
  readonly isTerminal: boolean;
  readonly hasColours: boolean;
  /** A line for a command that asks; undefined at the end. */
  readLine(): Promise<string | undefined>;
  readonly files: HostFiles;
  /** What HashiCorp's parser says of a job file that is not HCL; without it our reader's own words stand. */
  readonly syntaxWords?: SyntaxWords;
  /** Lets someone change a text in an editor; missing where there is none. Undefined: nothing was changed. */
  edit?(name: string, text: string): Promise<string | undefined>;
  /** Lets keys be noticed while a command waits. */
  breathe(): Promise<void>;
}

/** The files of the machine. */
export interface HostFiles {
  /** @throws {Error} with the text of Go for a file that cannot be read. */
  read(path: string): Promise<string>;
  /** @throws {Error} */
  write(path: string, text: string): Promise<void>;
  /** The names in a folder, those of folders with a slash at the end; nothing for what cannot be read. */
  list(folder: string): readonly string[];
}
