import type { Answer, NomadApi, Query } from "../api/nomadApi.js";
import type { AllocationListStub, ApiAllocation } from "../api/objects/allocation.js";
import type { ApiDeployment } from "../api/objects/deployment.js";
import type { ApiEvaluation } from "../api/objects/evaluation.js";
import type { JobListStub } from "../api/objects/job.js";
import type { ApiNamespace } from "../api/objects/namespace.js";
import type { NodeListStub } from "../api/objects/node.js";
import { compareBytes } from "../jobspec/byteOrder.js";
import { type Rows, rowsOf } from "./sort/rows.js";

/**
 * The API's lists as commands see them: Nomad's client sorts each answer once more, newest first, and since many rows share
 * an index, the sort itself shows. Spec 06 §2.10.
 */
export class ClientLists {
  private readonly api: NomadApi;
  private readonly sortRows: (rows: Rows) => void;

  constructor(api: NomadApi, sortRows: (rows: Rows) => void) {
    this.api = api;
    this.sortRows = sortRows;
  }

  async jobs(query: Query): Promise<readonly JobListStub[]> {
    const { value } = await this.api.listJobs(query);
    return this.sorted(value, (left, right) => compareBytes(left.ID, right.ID) < 0);
  }

  async jobAllocations(jobId: string, all: boolean, query: Query): Promise<readonly AllocationListStub[]> {
    return this.newestFirst(await this.api.listJobAllocations(jobId, all, query)).value;
  }

  async jobEvaluations(jobId: string, query: Query): Promise<readonly ApiEvaluation[]> {
    return this.newestFirst(await this.api.listJobEvaluations(jobId, query)).value;
  }

  async jobDeployments(jobId: string, all: boolean, query: Query): Promise<readonly ApiDeployment[]> {
    return this.newestFirst(await this.api.listJobDeployments(jobId, all, query)).value;
  }

  async deployments(query: Query): Promise<readonly ApiDeployment[]> {
    return this.newestFirst(await this.api.listDeployments(query)).value;
  }

  async deploymentAllocations(deploymentId: string, query: Query): Promise<readonly AllocationListStub[]> {
    return this.newestFirst(await this.api.listDeploymentAllocations(deploymentId, query)).value;
  }

  async allocations(query: Query): Promise<readonly AllocationListStub[]> {
    return this.newestFirst(await this.api.listAllocations(query)).value;
  }

  async evaluations(query: Parameters<NomadApi["listEvaluations"]>[0]): Promise<Answer<readonly ApiEvaluation[]>> {
    return this.newestFirst(await this.api.listEvaluations(query));
  }

  async evaluationAllocations(evaluationId: string, query: Query): Promise<readonly AllocationListStub[]> {
    return this.newestFirst(await this.api.listEvaluationAllocations(evaluationId, query)).value;
  }

  async nodes(query: Parameters<NomadApi["listNodes"]>[0]): Promise<Answer<readonly NodeListStub[]>> {
    return this.newestFirst(await this.api.listNodes(query));
  }

  async nodeAllocations(nodeId: string, query: Query): Promise<readonly ApiAllocation[]> {
    return this.newestFirst(await this.api.listNodeAllocations(nodeId, query)).value;
  }

  /** The same where the next change is waited for. */
  async watchNodeAllocations(nodeId: string, query: Query): Promise<Answer<readonly ApiAllocation[]>> {
    return this.newestFirst(await this.api.listNodeAllocations(nodeId, query));
  }

  async namespaces(query: Query): Promise<readonly ApiNamespace[]> {
    return this.newestFirst(await this.api.listNamespaces(query)).value;
  }

  private newestFirst<Row extends { readonly CreateIndex?: number }>(
    answer: Answer<readonly Row[]>,
  ): Answer<readonly Row[]> {
    const value = this.sorted(answer.value, (left, right) => (left.CreateIndex ?? 0) > (right.CreateIndex ?? 0));
    return { ...answer, value };
  }

  private sorted<Row>(list: readonly Row[], precedes: (left: Row, right: Row) => boolean): readonly Row[] {
    const copy = [...list];
    this.sortRows(rowsOf(copy, precedes));
    return copy;
  }
}
