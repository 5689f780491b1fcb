import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseJson } from "../../../src/api/json.js";

/** A recording of the real command line, as test/conformance/cli/FORMAT.md describes it. */
export interface RecordedCase {
  readonly name: string;
  readonly argv: readonly string[];
  readonly stdin: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly address: string;
  readonly unreachable?: true;
  readonly now: bigint;
  readonly tty: false | { readonly columns: number; readonly rows: number };
  readonly stopped?: true;
  readonly exit: number;
  readonly stdout_rule: ComparisonRule;
  readonly stderr_rule: ComparisonRule;
  readonly stdout: string | null;
  readonly stderr: string | null;
  readonly exchanges: readonly Exchange[];
}

export type ComparisonRule = "exact" | "json" | "nonempty" | "ignore";

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly request_body?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: bigint;
  readonly body?: string;
  readonly body_base64?: string;
}

const ownFolder = fileURLToPath(new URL("./cases", import.meta.url));

/**
 * All recordings of a folder, by name; without one those of the repository. `now` and `at` are beyond 2^53, so the lossless
 * reader makes them `bigint`.
 */
export function readRecordedCases(folder = ownFolder): readonly RecordedCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => parseJson(readFileSync(`${folder}/${file}`, "utf8")) as unknown as RecordedCase);
}
