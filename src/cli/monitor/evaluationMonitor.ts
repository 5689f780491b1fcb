import type { AllocationListStub } from "../../api/objects/allocation.js";
import type { ApiEvaluation } from "../../api/objects/evaluation.js";
import { failedPlacements, placementMetrics } from "../blocks/metrics.js";
import type { Invocation } from "../definition.js";
import { describeError, passInterruption } from "../failure.js";
import { inPinnedOrder } from "../pins.js";
import { quote } from "../text/quote.js";
import { shortId } from "../text/shortId.js";
import { formatDuration } from "../text/times.js";
import { monitorUi, type Ui } from "../ui.js";
import { monitorDeployment } from "./deploymentMonitor.js";

const pollIntervalMs = 1_000;
const finalStatuses = ["complete", "failed", "canceled"];

/**
 * Follows an evaluation, and the deployment that it leads to, until there is nothing left to wait for. Spec 06 §5, §7.3.
 *
 * @param idLength Of short IDs in the lines.
 * @returns The exit code: 0, 1 for an error or a deployment that failed, 2 for allocations that could not be placed.
 */
export function monitorEvaluation(invocation: Invocation, evaluationId: string, idLength: number): Promise<number> {
  return new EvaluationMonitor(invocation, idLength).follow(evaluationId);
}

/** What was seen of an evaluation at the last poll. */
interface Sighting {
  readonly status: string;
  readonly nodeId: string;
  readonly jobId: string;
  readonly deploymentId: string;
  readonly allocations: ReadonlyMap<string, AllocationListStub>;
}

const nothingSeen: Sighting = { status: "pending", nodeId: "", jobId: "", deploymentId: "", allocations: new Map() };

class EvaluationMonitor {
  private readonly invocation: Invocation;
  private readonly idLength: number;
  private readonly ui: Ui;

  constructor(invocation: Invocation, idLength: number) {
    this.invocation = invocation;
    this.idLength = idLength;
    this.ui = monitorUi(invocation.context.terminal, invocation.switches);
  }

  async follow(evaluationId: string): Promise<number> {
    const evaluation = await this.untilFinished(evaluationId);
    if (evaluation === undefined) return 1;
    const hasFailedPlacements = this.reportEnd(evaluation);
    if (evaluation.NextEval) {
      await this.waitForNext(evaluation.NextEval, evaluation.Wait ?? 0n);
      return this.follow(evaluation.NextEval);
    }
    if (evaluation.DeploymentID && this.invocation.style.monitor.followsDeployment) {
      this.ui.info(this.stamped(`Monitoring deployment ${this.short(evaluation.DeploymentID)}`));
      return this.followDeployment(evaluation.DeploymentID);
    }
    return hasFailedPlacements ? 2 : 0;
  }

  /** Undefined when the evaluation cannot be read; that has been said then. */
  private async untilFinished(evaluationId: string): Promise<ApiEvaluation | undefined> {
    const { announcesFirst } = this.invocation.style.monitor;
    const announce = () => this.ui.info(this.stamped(`Monitoring evaluation ${this.short(evaluationId)}`));
    if (announcesFirst) announce();
    let seen = nothingSeen;
    for (let poll = 0; ; poll += 1) {
      const evaluation = await this.readEvaluation(evaluationId);
      if (evaluation === undefined) return undefined;
      if (!announcesFirst && poll === 0) announce();
      const stubs = await this.readAllocations(evaluationId);
      if (stubs === undefined) return undefined;
      seen = this.reportChanges(seen, evaluation, stubs);
      if (finalStatuses.includes(evaluation.Status)) return evaluation;
      await this.invocation.context.clock.sleep(pollIntervalMs);
    }
  }

  private async readEvaluation(evaluationId: string): Promise<ApiEvaluation | undefined> {
    try {
      return (await this.invocation.api.readEvaluation(evaluationId, this.invocation.query)).value;
    } catch (error) {
      passInterruption(error);
      this.ui.error(`No evaluation with id ${quote(evaluationId)} found`);
      return undefined;
    }
  }

  private async readAllocations(evaluationId: string): Promise<readonly AllocationListStub[] | undefined> {
    try {
      return await this.invocation.lists.evaluationAllocations(evaluationId, this.invocation.query);
    } catch (error) {
      this.ui.error(this.stamped(`Error reading allocations: ${describeError(error)}`));
      return undefined;
    }
  }

  private reportChanges(seen: Sighting, evaluation: ApiEvaluation, stubs: readonly AllocationListStub[]): Sighting {
    const { NodeID = "", JobID = "", DeploymentID = "", Status } = evaluation;
    const say = (text: string) => this.ui.output(this.stamped(text));
    if (seen.nodeId === "" && NodeID !== "") say(`Evaluation triggered by node ${this.short(NodeID)}`);
    if (seen.jobId === "" && JobID !== "") say(`Evaluation triggered by job ${quote(JobID)}`);
    if (seen.deploymentId === "" && DeploymentID !== "")
      say(`Evaluation within deployment: ${this.short(DeploymentID)}`);

    const allocations = new Map(stubs.map((stub) => [stub.ID, stub]));
    for (const id of inPinnedOrder([...allocations.keys()], this.invocation.context.pins.allocations)) {
      const stub = allocations.get(id);
      if (stub !== undefined) this.reportAllocation(stub, seen.allocations.get(id), evaluation);
    }
    if (Status !== seen.status && Status !== "pending") {
      say(`Evaluation status changed: ${quote(seen.status)} -> ${quote(Status)}`);
    }
    return { status: Status, nodeId: NodeID, jobId: JobID, deploymentId: DeploymentID, allocations };
  }

  private reportAllocation(
    stub: AllocationListStub,
    before: AllocationListStub | undefined,
    evaluation: ApiEvaluation,
  ): void {
    const say = (text: string) => this.ui.output(this.stamped(`Allocation ${this.short(stub.ID)} ${text}`));
    const place = `node ${this.short(stub.NodeID)}, group ${quote(stub.TaskGroup)}`;
    if (before === undefined) {
      if (stub.CreateIndex < evaluation.CreateIndex) say(`modified: ${place}`);
      else if (stub.DesiredStatus === "run") say(`created: ${place}`);
      return;
    }
    if (before.ClientStatus === stub.ClientStatus) return;
    const description = stub.ClientDescription === "" ? "" : ` (${stub.ClientDescription})`;
    say(`status changed: ${quote(before.ClientStatus)} -> ${quote(stub.ClientStatus)}${description}`);
  }

  /** Answers whether allocations could not be placed. */
  private reportEnd(evaluation: ApiEvaluation): boolean {
    const { context, style } = this.invocation;
    const finished = `Evaluation ${this.short(evaluation.ID)} finished with status ${quote(evaluation.Status)}`;
    const failed = evaluation.FailedTGAllocs ?? {};
    const groups = inPinnedOrder(Object.keys(failed), context.pins.failedGroups);
    if (groups.length === 0) {
      this.ui.info(this.stamped(finished));
      return false;
    }
    this.ui.info(this.stamped(`${finished} but failed to place all allocations:`));
    for (const group of groups) {
      const metrics = failed[group];
      if (metrics === undefined) continue;
      this.ui.output(this.stamped(`Task Group ${quote(group)} (${failedPlacements(metrics)}):`));
      const text = placementMetrics(metrics, { style, pins: context.pins, indent: "  ", withScores: false });
      for (const line of text.split("\n")) this.ui.output(this.ui.colourise(line));
    }
    if (evaluation.BlockedEval) {
      const blocked = this.short(evaluation.BlockedEval);
      this.ui.output(this.stamped(`Evaluation ${blocked} waiting for additional capacity to place remainder`));
    }
    return true;
  }

  private async waitForNext(evaluationId: string, wait: bigint): Promise<void> {
    if (wait === 0n) return;
    this.ui.info(this.stamped(`Monitoring next evaluation ${this.short(evaluationId)} in ${formatDuration(wait)}`));
    await this.invocation.context.clock.sleep(Number(wait) / 1e6);
  }

  private async followDeployment(deploymentId: string): Promise<number> {
    const status = await monitorDeployment(this.invocation, this.ui, deploymentId, { idLength: this.idLength });
    return status === "successful" ? 0 : 1;
  }

  private stamped(text: string): string {
    const { style } = this.invocation;
    return style.monitor.hasTimestamps ? `${style.formatTimestamp(this.invocation.now())}: ${text}` : text;
  }

  private short(id: string): string {
    return quote(shortId(id, this.idLength));
  }
}
