import type { Query } from "../../../api/nomadApi.js";
import type { Invocation } from "../../definition.js";
import { describeError } from "../../failure.js";
import { parseDuration } from "../../flags.js";
import { ordinal } from "../../text/numbers.js";
import { quote } from "../../text/quote.js";
import { formatDuration } from "../../text/times.js";
import { outputColoured } from "../../ui.js";
import type { RestartLog } from "./log.js";
import { awaitReplacement, type Stopped } from "./replacement.js";
import type { Chosen } from "./selection.js";
import type { RestartSettings } from "./settings.js";

const finalStatuses = ["successful", "failed", "cancelled"];

/** What is done with each allocation. */
export interface RestartOrder {
  readonly jobId: string;
  readonly query: Query;
  readonly allTasks: boolean;
  readonly reschedule: boolean;
  readonly noShutdownDelay: boolean;
}

/** How a restart went. */
export interface RestartOutcome {
  readonly errors: readonly string[];
  /** The operator did not want the next batch. */
  readonly isCanceled: boolean;
}

interface BatchOutcome {
  readonly failures: readonly string[];
  readonly obstacle: string | undefined;
}

/**
 * Restarts allocations batch after batch. Those of one batch are restarted together: first each is asked to, then each is
 * waited for (pin N12). Spec 06 §6.5.
 */
export class RestartBatches {
  private readonly invocation: Invocation;
  private readonly log: RestartLog;
  private readonly order: RestartOrder;
  private readonly onError: RestartSettings["onError"];
  private batchWait: RestartSettings["batchWait"];

  constructor(
    invocation: Invocation,
    log: RestartLog,
    order: RestartOrder,
    { onError, batchWait }: Pick<RestartSettings, "onError" | "batchWait">,
  ) {
    this.invocation = invocation;
    this.log = log;
    this.order = order;
    this.onError = onError;
    this.batchWait = batchWait;
  }

  async run(allocations: readonly Chosen[], size: number): Promise<RestartOutcome> {
    const errors: string[] = [];
    for (let start = 0; start < allocations.length; start += size) {
      if (start > 0 && !(await this.mayGoOn())) return { errors, isCanceled: true };
      const batch = allocations.slice(start, start + size);
      const headline =
        size > 1 ? `Restarting ${ordinal(start / size + 1)} batch of ${batch.length} allocations` : undefined;
      const { failures, obstacle } = await this.runBatch(batch, headline);
      errors.push(...failures);
      if (obstacle !== undefined) return { errors: [...errors, obstacle], isCanceled: false };
      const isLast = start + size >= allocations.length;
      if (failures.length > 0 && !isLast && !(await this.mayIgnore(failures))) return { errors, isCanceled: false };
    }
    return { errors, isCanceled: false };
  }

  /** An obstacle ends it all: what was begun is still waited for, nothing else is begun. */
  private async runBatch(batch: readonly Chosen[], headline: string | undefined): Promise<BatchOutcome> {
    const failures: string[] = [];
    const begun: (readonly [Chosen, Stopped | undefined])[] = [];
    let obstacle: string | undefined;
    for (const [place, chosen] of batch.entries()) {
      obstacle = await this.activeDeployment();
      if (obstacle !== undefined) break;
      if (place === 0 && headline !== undefined) this.log.headline(headline);
      const failure = await this.failureOf(chosen, async () => {
        begun.push([chosen, await this.restart(chosen)]);
      });
      if (failure !== undefined) failures.push(failure);
    }
    const { jobId, query } = this.order;
    for (const [chosen, stopped] of begun) {
      if (stopped === undefined) continue;
      const failure = await this.failureOf(chosen, () =>
        awaitReplacement(this.invocation, this.log, jobId, stopped, query),
      );
      if (failure !== undefined) failures.push(failure);
    }
    return { failures, obstacle };
  }

  private async failureOf({ stub }: Chosen, act: () => Promise<void>): Promise<string | undefined> {
    try {
      await act();
      return undefined;
    } catch (error) {
      return `Error restarting allocation ${this.log.short(stub.ID)}: ${describeError(error)}`;
    }
  }

  /** Answers what has to be waited for: nothing where tasks are restarted in their place. */
  private async restart({ stub, tasks }: Chosen): Promise<Stopped | undefined> {
    const { api } = this.invocation;
    const { query, allTasks, reschedule, noShutdownDelay } = this.order;
    const which = `allocation ${this.log.short(stub.ID)} for group ${quote(stub.TaskGroup)}`;
    if (reschedule) {
      this.log.line(`Rescheduling ${which}`);
      const options = { noShutdownDelay, reschedule: false };
      const { EvalID, Index } = await api.stopAllocation(stub.ID, options, query);
      return { allocationId: stub.ID, evaluationId: EvalID, index: Index };
    }
    if (tasks.length === 0) {
      this.log.line(`Restarting ${allTasks ? "all" : "running"} tasks in ${which}`);
      await api.restartAllocation(stub.ID, { TaskName: "", AllTasks: allTasks }, query);
    }
    for (const TaskName of tasks) {
      this.log.line(`Restarting task ${quote(TaskName)} in ${which}`);
      await api.restartAllocation(stub.ID, { TaskName, AllTasks: false }, query);
    }
    return undefined;
  }

  /** While a roll-out is on its way, nothing is restarted. */
  private async activeDeployment(): Promise<string | undefined> {
    const { jobId, query } = this.order;
    try {
      const deployments = await this.invocation.lists.jobDeployments(jobId, true, query);
      const active = deployments.find(({ Status }) => !finalStatuses.includes(Status));
      return active === undefined ? undefined : `Deployment ${this.log.short(active.ID)} is ${quote(active.Status)}`;
    } catch (error) {
      return `Error retrieving deployments: ${describeError(error)}`;
    }
  }

  private async mayGoOn(): Promise<boolean> {
    if (this.batchWait === "ask") return this.ask("Proceed with the next batch? [Y/n/<wait duration>]", true);
    await this.waitBetween(this.batchWait);
    return true;
  }

  private async mayIgnore(failures: readonly string[]): Promise<boolean> {
    if (this.onError !== "ask") return this.onError === "go on";
    for (const failure of failures) this.invocation.ui.error(failure);
    return this.ask("Ignore the error and proceed with the next batch? [y/N/<wait duration>]", false);
  }

  /** An answer that is a duration means yes, and is waited from now on between two batches. */
  private async ask(question: string, whenEmpty: boolean): Promise<boolean> {
    const { context, switches, ui } = this.invocation;
    for (;;) {
      context.terminal.write("stdout", `${outputColoured(this.log.question(question), switches)} `);
      const answer = (await context.terminal.readLine())?.trim().toLowerCase();
      if (answer === undefined) return false;
      if (answer === "") return whenEmpty;
      if (answer === "y" || answer === "yes") return true;
      if (answer === "n" || answer === "no") return false;
      const wait = parseDuration(answer);
      if (wait !== undefined) {
        this.batchWait = wait;
        await this.waitBetween(wait);
        return true;
      }
      ui.error(`Invalid answer ${quote(answer)}`);
    }
  }

  private async waitBetween(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    const duration = formatDuration(BigInt(Math.round(milliseconds * 1e6)));
    this.log.headline(`Waiting ${duration} before restarting the next batch`);
    await this.invocation.context.clock.sleep(milliseconds);
  }
}
