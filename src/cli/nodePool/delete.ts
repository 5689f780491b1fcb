import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { quote } from "../text/quote.js";
import { nodePoolUsage } from "./findNodePool.js";

/** `nomad node pool delete`: forgets a node pool; its exact name is asked for. Spec 06 §3.4, §6.10. */
export const nodePoolDelete = defineCommand({
  path: "node pool delete",
  synopsis: "node pool delete [options] <node-pool>",
  about: "Delete a node pool.",
  usage: nodePoolUsage,
  flags: {},
  async run(invocation, { args }) {
    const [name] = args;
    if (name === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    await orFail("Error deleting node pool", api.deleteNodePool(name, query));
    ui.output(`Successfully deleted node pool ${quote(name)}!`);
    return 0;
  },
});
