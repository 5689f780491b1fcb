/** How much of a job ID is still going on: what its status is reckoned from (spec 02 §11). */
export interface JobActivity {
  /** Allocations that are not terminal, of any job with this ID. */
  readonly liveAllocations: number;
  readonly activeDeployments: number;
  /** Evaluations that are pending or blocked. */
  readonly openEvaluations: number;
  readonly evaluations: number;
}

export const noActivity: JobActivity = {
  liveAllocations: 0,
  activeDeployments: 0,
  openEvaluations: 0,
  evaluations: 0,
};
