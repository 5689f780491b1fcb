import type { Json } from "../json.js";

/** One line of a recording: the state, the evaluation and its outcome (FORMAT.md, "One case"). */
export interface Recording {
  readonly name: string;
  /** Unix nanoseconds. */
  readonly now: number;
  readonly comparison: "exact" | "counts" | "shuffle";
  readonly shuffle: {
    readonly index: number;
    readonly evaluationIDTail: string;
    readonly nodeIDsReproducible?: boolean;
  };
  readonly schedulerConfiguration: Json;
  readonly nodes?: readonly Json[];
  readonly job?: Json;
  readonly jobs?: readonly Json[];
  readonly allocations?: readonly Json[];
  readonly deployments?: readonly Json[];
  readonly evaluation: Json;
  readonly expected: Expected;
}

export interface Expected {
  readonly plan?: Json;
  readonly evaluationUpdate?: Json;
  readonly createdEvaluations?: readonly Json[];
  readonly reblockedEvaluation?: Json;
  readonly counts?: Readonly<Record<string, number>>;
  readonly examplePlan?: Json;
}

/** `service-canary` of `service-canary/1/1`. */
export function familyOf(recording: Recording): string {
  return recording.name.split("/")[0] ?? recording.name;
}

/** The cases of one file: one JSON object a line. */
export function parseRecordings(lines: string): readonly Recording[] {
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Recording);
}
