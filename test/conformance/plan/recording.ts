import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Json } from "../json.js";

/** A recorded plan; FORMAT.md beside this file says what its members mean. */
export interface PlanCase {
  readonly name: string;
  readonly steps?: readonly PlanStep[];
  /** Job ID → its state before the plan. */
  readonly before?: Readonly<Record<string, Json>>;
  readonly plan: PlannedFile;
  readonly api?: ApiAnswer;
  readonly apiVariant?: ApiAnswer;
  readonly cli: Readonly<Record<CliMode, CliAnswer>>;
  readonly cliVariant?: Partial<Readonly<Record<CliMode, CliAnswer>>>;
  readonly register?: RegisterAnswer;
  readonly ties?: boolean;
  readonly luck?: string;
}

export interface PlanStep extends Json {
  readonly do: string;
}

/** A job file with the flags and files that it is planned with. */
export interface PlannedFile {
  readonly job: string;
  readonly entry?: string;
  readonly flags?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** With `response` where the status is 200, else with `body`. */
export interface ApiAnswer {
  readonly status: number;
  readonly response?: Json;
  readonly body?: string;
}

export const cliModes = ["default", "verbose", "nodiff"] as const;
export type CliMode = (typeof cliModes)[number];

export interface CliAnswer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr?: string;
}

export type RegisterAnswer =
  | { readonly status: 200; readonly evaluation: boolean; readonly newVersion: boolean }
  | { readonly status: number; readonly body: string };

const ownFolder = fileURLToPath(new URL("./cases", import.meta.url));

/** The recordings of a folder, by name. */
export function readPlanCases(folder = ownFolder): readonly PlanCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as PlanCase);
}

/** The first word of a case's name says what it is about. */
export function familyOf({ name }: PlanCase): string {
  return name.split("-")[0] ?? name;
}
