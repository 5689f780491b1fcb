import type { JsonObject } from "../../api/json.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";

/** `nomad plugin status`: the storage plugins, or one of them. */
export const pluginStatus = defineCommand({
  path: "plugin status",
  synopsis: "plugin status [options] [<plugin>]",
  about: "Show the storage plugins, or one of them.",
  usage: ["This command takes either no arguments or one: <plugin>"],
  flags: {
    type: text("Only those of a type; there is only csi."),
    short: toggle("Only the plugin itself."),
    verbose: toggle("Everything that is known."),
    ...formatFlags,
  },
  async run(invocation, { flags, args }) {
    if (args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const [prefix] = args;
    const { value: plugins } = await orFail("Error querying CSI plugins", api.listPlugins({ ...query, prefix }));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(plugins, {}));
      return 0;
    }
    if (prefix !== undefined) {
      ui.output(pluginText(prefix, plugins));
      return 0;
    }
    ui.output(ui.colourise("[bold]Container Storage Interface[reset]"));
    if (plugins.length === 0) ui.error("No CSI plugins");
    else ui.output(pluginTable(plugins));
    return 0;
  },
});

function pluginTable(plugins: readonly JsonObject[]): string {
  const rows = plugins.map((plugin) =>
    [
      plugin.ID,
      plugin.Provider,
      `${plugin.ControllersHealthy}/${plugin.ControllersExpected}`,
      `${plugin.NodesHealthy}/${plugin.NodesExpected}`,
    ].join("|"),
  );
  return formatList(["ID|Provider|Controllers Healthy/Expected|Nodes Healthy/Expected", ...rows]);
}

/** The plugin that a prefix means; an exact ID wins. @throws {CommandFailure} */
function pluginText(prefix: string, found: readonly JsonObject[]): string {
  const exact = found.find(({ ID }) => ID === prefix);
  const [first, second] = found;
  if (first === undefined) throw new CommandFailure(`No plugin(s) with prefix or ID ${quote(prefix)} found`);
  if (exact === undefined && second !== undefined) {
    throw new CommandFailure(`Prefix matched multiple plugins\n\n${pluginTable(found)}`);
  }
  const plugin = exact ?? first;
  return formatKeyValues([
    `ID|${plugin.ID}`,
    `Provider|${plugin.Provider}`,
    `Version|${plugin.Version}`,
    `Controllers Healthy|${plugin.ControllersHealthy}`,
    `Controllers Expected|${plugin.ControllersExpected}`,
    `Nodes Healthy|${plugin.NodesHealthy}`,
    `Nodes Expected|${plugin.NodesExpected}`,
  ]);
}
