import type { ApiAllocation } from "../../api/objects/allocation.js";
import type { ApiNode } from "../../api/objects/node.js";
import type { Invocation } from "../definition.js";
import { describeError } from "../failure.js";
import { quote } from "../text/quote.js";
import { goTimeText } from "../text/times.js";

/**
 * Follows a drain until the node has none any more and nothing runs there. Spec 06 §6.9, 04 §4.10.
 *
 * @param node With the drain as it was last seen; undefined when it has just been set.
 * @param index The node is waited for beyond this index.
 * @param ignoresSystemJobs Their allocations are none of what has to stop.
 * @returns The exit code.
 */
export async function monitorDrain(
  invocation: Invocation,
  node: Pick<ApiNode, "ID"> & { readonly DrainStrategy: ApiNode["DrainStrategy"] | undefined },
  index: number,
  ignoresSystemJobs: boolean,
): Promise<number> {
  const monitor = new DrainMonitor(invocation, node.ID, ignoresSystemJobs);
  try {
    await Promise.all([monitor.followAllocations(), monitor.followNode(index, node.DrainStrategy)]);
  } finally {
    monitor.stop();
  }
  return 0;
}

/** For so many turns allocations that changed at the same instant as their node speak before it (spec 06 §2.11, N13). */
const turnsOfAllocations = 64;

/** What was seen of an allocation at the last poll. */
interface Sighting {
  readonly status: string;
  readonly desired: string;
  readonly migrates: boolean;
}

/** Two watches that go on side by side; an error of one ends both. */
class DrainMonitor {
  private readonly invocation: Invocation;
  private readonly nodeId: string;
  private readonly ignoresSystemJobs: boolean;
  private readonly watching = new AbortController();

  constructor(invocation: Invocation, nodeId: string, ignoresSystemJobs: boolean) {
    this.invocation = invocation;
    this.nodeId = nodeId;
    this.ignoresSystemJobs = ignoresSystemJobs;
  }

  /** Gives up the queries that still wait. */
  stop(): void {
    this.watching.abort();
  }

  async followNode(start: number, drain: ApiNode["DrainStrategy"] | undefined): Promise<void> {
    const { api, ui } = this.invocation;
    let index = start;
    let before = drain;
    for (;;) {
      const answer = await this.watched("node", () => api.readNode(this.nodeId, this.query(index)));
      if (answer === undefined) return;
      for (let turn = 0; turn < turnsOfAllocations; turn += 1) await undefined;
      const { DrainStrategy, Status } = answer.value;
      if (!DrainStrategy) {
        ui.info(this.stamped(`Drain complete for node ${this.nodeId}`));
        return;
      }
      if (Status === "down") ui.warn(this.stamped(`Node ${quote(this.nodeId)} down`));
      if (before && !sameDrain(before, DrainStrategy)) {
        ui.info(this.stamped(`Node ${quote(this.nodeId)} drain updated: ${drainWords(DrainStrategy)}`));
      }
      before = DrainStrategy;
      index = answer.index;
    }
  }

  async followAllocations(): Promise<void> {
    const { lists, ui } = this.invocation;
    let index = 0;
    const seen = new Map<string, Sighting>();
    for (;;) {
      const look = () => lists.watchNodeAllocations(this.nodeId, this.query(index));
      const answer = await this.watched("allocations", look);
      if (answer === undefined) return;
      const counted = answer.value.filter(({ Job }) => !(this.ignoresSystemJobs && Job?.Type === "system"));
      for (const allocation of counted) this.reportAllocation(allocation, seen);
      if (!counted.some(({ ClientStatus = "" }) => ["pending", "running"].includes(ClientStatus))) {
        ui.info(this.stamped(`All allocations on node ${quote(this.nodeId)} have stopped`));
        return;
      }
      index = answer.index;
    }
  }

  /** At most one line for an allocation at each poll. */
  private reportAllocation(allocation: ApiAllocation, seen: Map<string, Sighting>): void {
    const now: Sighting = {
      status: allocation.ClientStatus ?? "",
      desired: allocation.DesiredStatus ?? "",
      migrates: allocation.DesiredTransition?.Migrate === true,
    };
    const before = seen.get(allocation.ID);
    seen.set(allocation.ID, now);
    const news = before === undefined ? undefined : newsOf(before, now);
    if (news !== undefined) this.invocation.ui.output(this.stamped(`Alloc ${quote(allocation.ID)} ${news}`));
  }

  /** Undefined after an error; that has been said then, and the other watch ends as well. */
  private async watched<Value>(what: string, look: () => Promise<Value>): Promise<Value | undefined> {
    if (this.watching.signal.aborted) return undefined;
    try {
      return await look();
    } catch (error) {
      if (this.watching.signal.aborted) return undefined;
      this.invocation.ui.error(this.stamped(`Error monitoring ${what}: ${describeError(error)}`));
      this.stop();
      return undefined;
    }
  }

  private query(index: number) {
    return { ...this.invocation.query, stale: true, index, signal: this.watching.signal };
  }

  private stamped(text: string): string {
    return `${this.invocation.style.formatTimestamp(this.invocation.now())}: ${text}`;
  }
}

function newsOf(before: Sighting, now: Sighting): string | undefined {
  if (before.status !== now.status) return `status ${before.status} -> ${now.status}`;
  if (!now.migrates) return undefined;
  if (!before.migrates) return "marked for migration";
  return before.desired !== now.desired && now.desired === "stop" ? "draining" : undefined;
}

type Drain = NonNullable<ApiNode["DrainStrategy"]>;

function sameDrain(left: Drain, right: Drain): boolean {
  return (
    left.Deadline === right.Deadline &&
    left.ForceDeadline === right.ForceDeadline &&
    left.IgnoreSystemJobs === right.IgnoreSystemJobs
  );
}

function drainWords({ IgnoreSystemJobs, ForceDeadline }: Drain): string {
  const deadline = `deadline at ${goTimeText(ForceDeadline)}`;
  return IgnoreSystemJobs ? `drain ignoring system jobs and ${deadline}` : `drain with ${deadline}`;
}
