/** What a user wrote to register a job. */
export interface JobSource {
  readonly source: string;
  /** `hcl2` or `json`. */
  readonly format: string;
  readonly variableFlags: Readonly<Record<string, string>> | undefined;
  /** What stood in files of variables. */
  readonly variables: string;
}

/** The source of one version of a job (spec 05 §6.7). */
export interface JobSubmission extends JobSource {
  readonly version: number;
  readonly jobModifyIndex: number;
}
