import { jobTable } from "../blocks/jobList.js";
import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { toggle } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { nodeStubTable } from "../node/nodeStubTable.js";
import { nextPageHint, pageFlags, pageWishes } from "../pages.js";
import { jobListType, nodeListType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";
import { findNodePool, nodePoolUsage } from "./findNodePool.js";

/** `nomad node pool jobs`: the jobs that ask for a pool. Spec 06 §6.10. */
export const nodePoolJobs = defineCommand({
  path: "node pool jobs",
  synopsis: "node pool jobs <node-pool>",
  about: "Show the jobs that ask for a node pool.",
  usage: nodePoolUsage,
  flags: { ...pageFlags, ...formatFlags },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui, style, argv } = invocation;
    const pool = await findNodePool(invocation, argument);
    const wishes = { ...query, ...pageWishes(flags) };
    const { value: jobs, nextToken } = await orFail("Error retrieving jobs", api.listNodePoolJobs(pool.Name, wishes));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(jobs, { entries: jobListType }));
      return 0;
    }
    ui.output(jobs.length === 0 ? "No jobs" : jobTable(jobs, query.namespace === "*", style));
    if (nextToken) ui.output(nextPageHint(argv, nextToken));
    return 0;
  },
});

/** `nomad node pool nodes`: the nodes of a pool. Spec 06 §6.10. */
export const nodePoolNodes = defineCommand({
  path: "node pool nodes",
  synopsis: "node pool nodes <node-pool>",
  about: "Show the nodes of a node pool.",
  usage: nodePoolUsage,
  flags: { ...pageFlags, ...formatFlags, verbose: toggle("Long IDs.") },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui, argv } = invocation;
    const pool = await findNodePool(invocation, argument);
    const wishes = { ...query, ...pageWishes(flags) };
    const { value: nodes, nextToken } = await orFail(
      "Error retrieving nodes",
      api.listNodePoolNodes(pool.Name, wishes),
    );
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(nodes, { entries: nodeListType }));
      return 0;
    }
    ui.output(nodes.length === 0 ? "No nodes" : nodeStubTable(nodes, idLength(flags.verbose)));
    if (nextToken) ui.output(nextPageHint(argv, nextToken));
    return 0;
  },
});
