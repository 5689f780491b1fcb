import type { JsonObject } from "../../api/json.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";

/** A kind of volume: how it is called, and what a table of it shows. */
interface VolumeKind {
  readonly type: "host" | "csi";
  readonly title: string;
  readonly none: string;
  readonly columns: readonly (readonly [title: string, member: string])[];
}

const hostVolumes: VolumeKind = {
  type: "host",
  title: "Dynamic Host Volumes",
  none: "No dynamic host volumes",
  columns: [
    ["ID", "ID"],
    ["Name", "Name"],
    ["Namespace", "Namespace"],
    ["Plugin ID", "PluginID"],
    ["Node ID", "NodeID"],
    ["Node Pool", "NodePool"],
    ["State", "State"],
  ],
};

const csiVolumes: VolumeKind = {
  type: "csi",
  title: "Container Storage Interface",
  none: "No CSI volumes",
  columns: [
    ["ID", "ID"],
    ["Name", "Name"],
    ["Namespace", "Namespace"],
    ["Plugin ID", "PluginID"],
    ["Schedulable", "Schedulable"],
    ["Access Mode", "AccessMode"],
  ],
};

/** `nomad volume status`: the volumes, or one of them. */
export const volumeStatus = defineCommand({
  path: "volume status",
  synopsis: "volume status [options] [<volume>]",
  about: "Show the volumes, or one of them.",
  usage: ["This command takes either no arguments or one: <volume>"],
  flags: {
    type: text("Only those of a type: host or csi."),
    plugin_id: text("Only those of a plugin."),
    node: text("Only those of a node."),
    "node-pool": text("Only those of a node pool."),
    short: toggle("Only the volume itself."),
    verbose: toggle("Everything that is known."),
    ...formatFlags,
  },
  async run(invocation, { flags, args }) {
    if (args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const kinds = [hostVolumes, csiVolumes].filter(({ type }) => flags.type === "" || flags.type === type);
    const filters = {
      pluginId: flags.plugin_id || undefined,
      nodeId: flags.node || undefined,
      nodePool: flags["node-pool"] || undefined,
    };
    const [prefix] = args;
    const lists: (readonly JsonObject[])[] = [];
    for (const { type } of kinds) {
      const answer = api.listVolumes(type, filters, { ...query, prefix });
      lists.push((await orFail("Error querying volumes", answer)).value);
    }
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) ui.output(formatted(lists.flat(), {}));
    else if (prefix !== undefined) showVolume(invocation, prefix, lists.flat());
    else for (const [place, kind] of kinds.entries()) showVolumes(invocation, kind, lists[place] ?? [], place === 0);
    return 0;
  },
});

function showVolumes({ ui }: Invocation, kind: VolumeKind, volumes: readonly JsonObject[], isFirst: boolean): void {
  if (isFirst) ui.output(ui.colourise(`[bold]${kind.title}[reset]`));
  else ui.title(kind.title);
  if (volumes.length === 0) {
    ui.error(kind.none);
    return;
  }
  const rows = volumes.map((volume) => kind.columns.map(([, member]) => String(volume[member] ?? "")).join("|"));
  ui.output(formatList([kind.columns.map(([title]) => title).join("|"), ...rows]));
}

/** The volume that a prefix means; an exact ID wins. @throws {CommandFailure} */
function showVolume({ ui }: Invocation, prefix: string, found: readonly JsonObject[]): void {
  const exact = found.find(({ ID }) => ID === prefix);
  const [first, second] = found;
  if (first === undefined) throw new CommandFailure(`No volume(s) with prefix or ID ${quote(prefix)} found`);
  if (exact === undefined && second !== undefined) {
    const rows = found.map(({ ID, Name }) => `${ID}|${Name}`);
    throw new CommandFailure(`Prefix matched multiple volumes\n\n${formatList(["ID|Name", ...rows])}`);
  }
  const { ID, Name, Namespace, PluginID } = exact ?? first;
  ui.output(formatKeyValues([`ID|${ID}`, `Name|${Name}`, `Namespace|${Namespace}`, `Plugin ID|${PluginID}`]));
}
