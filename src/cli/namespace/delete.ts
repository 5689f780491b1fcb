import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";
import { quote } from "../text/quote.js";

/** `nomad namespace delete`: forgets a namespace; its exact name is asked for. Spec 06 §3.4, §6.10. */
export const namespaceDelete = defineCommand({
  path: "namespace delete",
  synopsis: "namespace delete [options] <namespace>",
  about: "Delete a namespace.",
  usage: ["This command takes one argument: <namespace>"],
  flags: {},
  async run(invocation, { args }) {
    const [name] = args;
    if (name === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    await orFail("Error deleting namespace", api.deleteNamespace(name, query));
    ui.output(`Successfully deleted namespace ${quote(name)}!`);
    return 0;
  },
});
