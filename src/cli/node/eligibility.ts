import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { toggle } from "../flags.js";
import { quote } from "../text/quote.js";
import { findNode } from "./findNode.js";
import { ownNodeId } from "./ownNode.js";

const phrase = "Error updating scheduling eligibility";

/** `nomad node eligibility`: opens a node to new allocations, or closes it. Spec 06 §6.9. */
export const nodeEligibility = defineCommand({
  path: "node eligibility",
  synopsis: "node eligibility [options] <node>",
  about: "Open a node to new allocations, or close it.",
  usage: ["Node ID must be specified if -self isn't being used"],
  flags: {
    enable: toggle("Allocations may be placed on the node."),
    disable: toggle("No new allocations; those that run there stay."),
    self: toggle("The node of the agent itself."),
  },
  async run(invocation, { flags, args }) {
    const { api, query, ui } = invocation;
    if (flags.enable === flags.disable) {
      return invocation.reportUsage("Either the '-enable' or '-disable' flag must be set");
    }
    const [argument = ""] = args;
    if (!flags.self && args.length !== 1) return invocation.reportUsage();
    const nodeId = flags.self ? await ownNodeId(invocation) : (await findNode(invocation, argument, phrase)).ID;
    const { value: node } = await orFail(phrase, api.readNode(nodeId, query));
    await orFail(phrase, api.setNodeEligibility(node.ID, flags.enable, query));
    const outcome = flags.enable ? "eligible for scheduling" : "ineligible for scheduling";
    ui.output(`Node ${quote(node.ID)} scheduling eligibility set: ${outcome}`);
    return 0;
  },
});
