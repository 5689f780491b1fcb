import type { Answer, Query } from "../../api/nomadApi.js";
import type { ApiDeployment } from "../../api/objects/deployment.js";
import { deploymentBlock } from "../blocks/deployed.js";
import type { Invocation } from "../definition.js";
import { describeError, passInterruption } from "../failure.js";
import { idLength as lengthOfIds } from "../text/shortId.js";
import { formatDuration } from "../text/times.js";
import type { Ui } from "../ui.js";
import { blockDisplay } from "./blockDisplay.js";
import { frameDisplay } from "./frameDisplay.js";
import { hasEnded, mayRollBack } from "./rollback.js";

const rollbackDelayMs = 1_000;
const longestRetryDelayMs = 12_000;

export interface DeploymentMonitorOptions {
  /** Of short IDs. */
  readonly idLength: number;
  /** The first query waits for a change beyond this index. */
  readonly index?: number;
  /** The longest wait of one query, in milliseconds; without it the server's own. */
  readonly waitMs?: number;
}

/** How the states of a deployment are put on the screen while they are watched. Spec 06 §5.2. */
export interface DeploymentDisplay {
  /** How often a query that fails is tried again. */
  readonly retries: number;
  /** @param text The deployment's block, with colour markup. */
  show(deployment: ApiDeployment, text: string): void;
  /** A query failed and is made again. */
  retrying(text: string): void;
  /** The deployment has ended. */
  close(): void;
  /** It was looked for a deployment that rolls back the one that failed. */
  rollbackChecked(): void;
  fail(text: string): void;
  failRollback(text: string): void;
}

/**
 * Shows a deployment at every change until it has ended, and then the one that rolls it back. Spec 06 §5.2.
 *
 * @returns The final status of the first deployment; undefined if it could not be read, which has been said then.
 */
export function monitorDeployment(
  invocation: Invocation,
  ui: Ui,
  deploymentId: string,
  options: DeploymentMonitorOptions,
): Promise<string | undefined> {
  return new DeploymentMonitor(invocation, ui, options).follow(deploymentId);
}

class DeploymentMonitor {
  private readonly invocation: Invocation;
  private readonly options: DeploymentMonitorOptions;
  private readonly display: DeploymentDisplay;

  constructor(invocation: Invocation, ui: Ui, options: DeploymentMonitorOptions) {
    const { isTty, columns, rows } = invocation.context.terminal;
    const isInteractive = isTty && columns > 0 && rows > 0;
    this.invocation = invocation;
    this.options = options;
    this.display = isInteractive ? frameDisplay(invocation, ui, options.idLength) : blockDisplay(invocation, ui);
  }

  async follow(deploymentId: string): Promise<string | undefined> {
    const final = await this.untilEnded(deploymentId);
    if (final === undefined) return undefined;
    this.display.close();
    if (mayRollBack(final)) await this.followRollback(final);
    return final.Status;
  }

  private async followRollback(failed: ApiDeployment): Promise<void> {
    const { api, context, query } = this.invocation;
    await context.clock.sleep(rollbackDelayMs);
    let latest: ApiDeployment | null;
    try {
      latest = (await api.readLatestDeployment(failed.JobID, query)).value;
    } catch (error) {
      this.display.failRollback(describeError(error));
      return;
    }
    this.display.rollbackChecked();
    if (latest !== null && latest.ID !== failed.ID) await this.follow(latest.ID);
  }

  private async untilEnded(deploymentId: string): Promise<ApiDeployment | undefined> {
    let index = this.options.index ?? 0;
    for (;;) {
      try {
        const answer = await this.readChange(deploymentId, index);
        this.display.show(answer.value, await this.describe(answer.value));
        if (hasEnded(answer.value)) return answer.value;
        index = answer.index;
      } catch (error) {
        this.display.fail(`Error fetching deployment: ${describeError(error)}`);
        return undefined;
      }
    }
  }

  private async readChange(deploymentId: string, index: number): Promise<Answer<ApiDeployment>> {
    const query: Query = { ...this.invocation.query, stale: true, index, waitMs: this.options.waitMs };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.invocation.api.readDeployment(deploymentId, query);
      } catch (error) {
        passInterruption(error);
        if (attempt === this.display.retries) throw error;
        const delayMs = Math.min(1_000 * 2 ** attempt, longestRetryDelayMs);
        const turn = `(attempt ${attempt + 1}/${this.display.retries})`;
        const delay = formatDuration(BigInt(delayMs) * 1_000_000n);
        this.display.retrying(`Failed fetching deployment: ${describeError(error)}, retrying in ${delay} ${turn}`);
        await this.invocation.context.clock.sleep(delayMs);
      }
    }
  }

  /** The deployment's block and, with long IDs, its allocations; colour markup in it. */
  private async describe(deployment: ApiDeployment): Promise<string> {
    const { style, context, lists, query } = this.invocation;
    const { idLength } = this.options;
    const block = deploymentBlock(deployment, { style, pins: context.pins, idLength });
    const isVerbose = idLength === lengthOfIds(true);
    if (!isVerbose) return block;
    const stubs = await lists.deploymentAllocations(deployment.ID, query);
    const view = { isVerbose, idLength, now: this.invocation.now() };
    return `${block}\n\n[bold]Allocations[reset]\n${style.allocationTable(stubs, view)}`;
  }
}
