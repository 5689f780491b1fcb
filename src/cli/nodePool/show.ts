import type { ApiNodePool, NodePoolSpecification } from "../../api/objects/nodePool.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { nextPageHint, pageFlags, pageWishes } from "../pages.js";
import { nodePoolType } from "../shapes/clusterTypes.js";
import { formatKeyValues } from "../text/columns.js";
import { formatDuration } from "../text/times.js";
import { findNodePool, nodePoolTable, nodePoolUsage } from "./findNodePool.js";

/** `nomad node pool list`: the node pools. Spec 06 §6.10. */
export const nodePoolList = defineCommand({
  path: "node pool list",
  synopsis: "node pool list [options]",
  about: "Show the node pools.",
  usage: ["This command takes no arguments"],
  flags: { ...pageFlags, ...formatFlags },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui, argv } = invocation;
    const wishes = { ...query, ...pageWishes(flags) };
    const { value: pools, nextToken } = await orFail("Error retrieving node pools", api.listNodePools(wishes));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(pools.map(printable), { entries: nodePoolType, goName: "[]*api.NodePool" }));
      return 0;
    }
    ui.output(nodePoolTable(pools));
    if (nextToken) ui.output(nextPageHint(argv, nextToken));
    return 0;
  },
});

/** `nomad node pool info`: one node pool. Spec 06 §6.10. */
export const nodePoolInfo = defineCommand({
  path: "node pool info",
  synopsis: "node pool info <node-pool>",
  about: "Show one node pool.",
  usage: nodePoolUsage,
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const pool = await findNodePool(invocation, argument);
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) invocation.ui.output(formatted(printable(pool), nodePoolType));
    else showNodePool(invocation, pool);
    return 0;
  },
});

/** As the client's own type prints itself: how long identities are valid is a text. */
function printable(pool: ApiNodePool): NodePoolSpecification {
  return { ...pool, NodeIdentityTTL: formatDuration(pool.NodeIdentityTTL) };
}

function showNodePool({ ui }: Invocation, pool: ApiNodePool): void {
  const { Meta, SchedulerConfiguration: scheduler } = pool;
  ui.output(
    formatKeyValues([
      `Name|${pool.Name}`,
      `Description|${pool.Description}`,
      `Node Identity TTL|${formatDuration(pool.NodeIdentityTTL)}`,
    ]),
  );
  const keys = Object.keys(Meta ?? {}).sort();
  ui.title("Metadata");
  ui.output(keys.length === 0 ? "No metadata" : formatKeyValues(keys.map((key) => `${key}|${Meta?.[key] ?? ""}`)));
  ui.title("Scheduler Configuration");
  if (!scheduler) {
    ui.output("No scheduler configuration");
    return;
  }
  const { SchedulerAlgorithm, MemoryOversubscriptionEnabled: oversubscription } = scheduler;
  ui.output(
    formatKeyValues([
      ...(SchedulerAlgorithm === "" ? [] : [`Scheduler Algorithm|${SchedulerAlgorithm}`]),
      ...(oversubscription === null ? [] : [`Memory Oversubscription Enabled|${oversubscription}`]),
    ]),
  );
}
