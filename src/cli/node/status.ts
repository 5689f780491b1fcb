import type { NodeListStub } from "../../api/objects/node.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { toggle } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { nextPageHint, pageFlags, pageWishes } from "../pages.js";
import { nodeListType, nodeType } from "../shapes/clientTypes.js";
import { idLength } from "../text/shortId.js";
import { findShownNode } from "./findNode.js";
import { ownNodeId } from "./ownNode.js";

interface NodeWishes {
  readonly allocs: boolean;
  readonly verbose: boolean;
  readonly "per-page": number;
  readonly "page-token": string;
  readonly filter: string;
  readonly os: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly t: string;
}

/** `nomad node status`: the nodes, or one of them with what runs on it. Spec 06 §6.9. */
export const nodeStatus = defineCommand({
  path: "node status",
  synopsis: "node status [options] [<node>]",
  about: "Show the nodes, or one of them in detail.",
  usage: ["This command takes either one or no arguments"],
  flagsOf2017: ["self", "stats", "allocs", "short", "verbose", "json", "t"],
  flags: {
    self: toggle("The node of the agent itself."),
    stats: toggle("Also what the machine uses, in detail."),
    allocs: toggle("Also how many allocations run on each node."),
    short: toggle("Only the node and its allocations."),
    verbose: toggle("Long IDs, and everything that is known."),
    ...pageFlags,
    ui: toggle("Open the web UI as well."),
    os: toggle("Also the operating system of each node."),
    quiet: toggle("Only the IDs."),
    ...formatFlags,
  },
  async run(invocation, { flags, args }) {
    const { api, query, ui, style } = invocation;
    if (args.length > 1) return invocation.reportUsage();
    if (flags.quiet && (flags.verbose || flags.json))
      throw new CommandFailure("-quiet cannot be used with -verbose or -json");
    const [argument] = args;
    if (argument === undefined && !flags.self) return listNodes(invocation, flags);

    const nodeId = flags.self
      ? await ownNodeId(invocation)
      : (await findShownNode(invocation, argument ?? "", idLength(flags.verbose))).ID;
    const { value: node } = await orFail("Error querying node info", api.readNode(nodeId, query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(node, nodeType));
      return 0;
    }
    await style.showNode(invocation, node, { isShort: flags.short, isVerbose: flags.verbose, showsUsage: flags.stats });
    return 0;
  },
});

async function listNodes(invocation: Invocation, flags: NodeWishes): Promise<number> {
  const { lists, query, ui, style, argv } = invocation;
  const wishes = {
    ...query,
    ...pageWishes(flags),
    ...(flags.os ? { os: true } : {}),
  };
  const { value: nodes, nextToken } = await orFail("Error querying node status", lists.nodes(wishes));
  const formatted = formattedOutput(flags);
  if (formatted !== undefined) {
    ui.output(formatted(nodes, { entries: nodeListType }));
    return 0;
  }
  if (nodes.length === 0) {
    if (style.noNodes !== undefined) ui.output(style.noNodes);
    return 0;
  }
  if (flags.quiet) {
    ui.output(nodes.map(({ ID }) => ID).join("\n"));
    return 0;
  }
  const running = flags.allocs ? await runningAllocations(invocation, nodes) : undefined;
  ui.output(style.nodeTable(nodes, { isVerbose: flags.verbose, showsOs: flags.os, running }));
  if (nextToken) ui.output(nextPageHint(argv, nextToken));
  await invocation.showHint("View and manage Nomad clients", "/clients");
  return 0;
}

/** Node ID → how many allocations run there. */
async function runningAllocations(
  { lists, query }: Invocation,
  nodes: readonly NodeListStub[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { ID } of nodes) {
    const allocations = await orFail("Error querying node allocations", lists.nodeAllocations(ID, query));
    counts.set(ID, allocations.filter(({ ClientStatus }) => ClientStatus === "running").length);
  }
  return counts;
}
