import type { Query } from "../../api/nomadApi.js";
import type { AllocationListStub } from "../../api/objects/allocation.js";
import type { ApiDeployment } from "../../api/objects/deployment.js";
import type { ApiEvaluation } from "../../api/objects/evaluation.js";
import type { ApiJobSummary } from "../../api/objects/job.js";
import type { Invocation } from "../definition.js";
import { orFail } from "../failure.js";

/** What `job status -json` prints of a job. Spec 06 §6.1. */
export interface JobOverview {
  readonly Summary: ApiJobSummary;
  readonly Allocations: readonly AllocationListStub[];
  readonly LatestDeployment: ApiDeployment | null;
  readonly Evaluations: readonly ApiEvaluation[];
}

/** Reads all of it, in the order of Nomad's own requests. */
export async function readOverview(
  { api, lists }: Invocation,
  jobId: string,
  allAllocations: boolean,
  query: Query,
): Promise<JobOverview> {
  const { value: Summary } = await orFail("Error querying job summary", api.readJobSummary(jobId, query));
  const Allocations = await orFail(
    "Error querying job allocations",
    lists.jobAllocations(jobId, allAllocations, query),
  );
  const { value: LatestDeployment } = await orFail(
    "Error querying latest job deployment",
    api.readLatestDeployment(jobId, query),
  );
  const Evaluations = await orFail("Error querying job evaluations", lists.jobEvaluations(jobId, query));
  return { Summary, Allocations, LatestDeployment, Evaluations };
}
