/** How many allocations of each group are in which client status (spec 02 §12). */
export interface JobSummary {
  readonly namespace: string;
  readonly jobId: string;
  readonly groups: Readonly<Record<string, GroupSummary>>;
  readonly children: { readonly pending: number; readonly running: number; readonly dead: number };
  readonly createIndex: number;
  readonly modifyIndex: number;
}

export interface GroupSummary {
  readonly queued: number;
  readonly starting: number;
  readonly running: number;
  /** Never goes down, like `complete` (spec 02 §12). */
  readonly failed: number;
  readonly complete: number;
  readonly lost: number;
  readonly unknown: number;
}

export const emptyGroupSummary: GroupSummary = {
  queued: 0,
  starting: 0,
  running: 0,
  failed: 0,
  complete: 0,
  lost: 0,
  unknown: 0,
};
