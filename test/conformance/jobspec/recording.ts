import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../src/model/json.js";

/** What a command answered. */
export interface CliAnswer {
  readonly exit: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly job?: JsonObject;
}

/** What the HTTP API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: string;
  readonly job?: JsonObject;
  readonly response?: JsonObject;
  readonly sameJobAsCli?: true;
}

/** A recorded job file with all that a real Nomad made of it (FORMAT.md). */
export interface Recording {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly stdin?: string;
  readonly vars?: readonly string[];
  readonly varFiles?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly apiVariables?: string;
  readonly parse: { readonly cli: CliAnswer; readonly api?: ApiAnswer; readonly apiCanonical?: ApiAnswer };
  readonly validate?: { readonly api?: ApiAnswer; readonly cli?: CliAnswer };
  readonly registered?: {
    readonly status: number;
    readonly body?: string;
    readonly warnings?: string;
    readonly job?: JsonObject;
    readonly bodyOrderUnstable?: boolean;
  };
  /** All answers that were seen, by member path. */
  readonly unstable?: Readonly<Record<string, readonly JsonObject[]>>;
}

export function readRecordings(folder: string): readonly Recording[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Recording);
}
