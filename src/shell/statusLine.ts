import { counted } from "../explain/counted.js";
import { comesNext } from "../explain/next.js";
import type { Deployment } from "../model/deployment.js";
import { isActive, isCanarying } from "../model/deployment.js";
import type { Instant } from "../model/time.js";
import { goDuration } from "../model/time.js";
import type { World } from "../model/world.js";

/**
 * What a glance at the cluster shows: the time, what is under way, and what happens next by itself. It reads small tables and
 * the first timers: `16:00:07 · 1 deployment running · next: +10s health of 3 allocations`.
 *
 * @param start The time at which the cluster began: without another day its date goes without saying.
 */
export function statusLine(world: World, start: Instant): string {
  const coming = comesNext(world);
  const next = coming === undefined ? [] : [`next: +${goDuration(coming.at - world.now)} ${coming.what.join(", ")}`];
  const parts = [...deployments(world), ...blocked(world), ...nodes(world), ...next];
  return [clock(world.now, start), ...(parts.length === 0 ? ["nothing is under way"] : parts)].join(" · ");
}

function clock(now: Instant, start: Instant): string {
  const [date = "", time = ""] = new Date(now).toISOString().split("T");
  const isStartDay = new Date(start).toISOString().startsWith(date);
  return isStartDay ? time.slice(0, 8) : `${date} ${time.slice(0, 8)}`;
}

const promotion = "for promotion";

/** Only deployments with a watcher are active. */
function deployments(world: World): readonly string[] {
  const counts = new Map<string, number>();
  for (const deploymentId of world.watchers.keys()) {
    const deployment = world.deployments.get(deploymentId);
    if (deployment === undefined || !isActive(deployment)) continue;
    const how = waitsForPromotion(deployment) ? promotion : deployment.status;
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  return [...counts].map(([how, count]) => {
    const verb = how === promotion ? (count === 1 ? "waits " : "wait ") : "";
    return `${counted(count, "deployment")} ${verb}${how}`;
  });
}

/** Its canaries are healthy, and none of their groups promotes itself. */
function waitsForPromotion({ status, taskGroups }: Deployment): boolean {
  const canarying = Object.values(taskGroups).filter(isCanarying);
  const isReady = canarying.every((group) => !group.autoPromote && group.healthyAllocations >= group.desiredCanaries);
  return status === "running" && canarying.length > 0 && isReady;
}

function blocked(world: World): readonly string[] {
  const { size } = world.blocked.tracked;
  return size === 0 ? [] : [`${counted(size, "evaluation")} blocked`];
}

function nodes(world: World): readonly string[] {
  let down = 0;
  let draining = 0;
  for (const node of world.nodes.values()) {
    if (node.status !== "ready") down += 1;
    else if (node.drain !== undefined) draining += 1;
  }
  const phrases = [
    [down, "not ready"],
    [draining, "draining"],
  ] as const;
  return phrases.flatMap(([count, how]) => (count === 0 ? [] : [`${counted(count, "node")} ${how}`]));
}
