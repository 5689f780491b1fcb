import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { formatKeyValues } from "../text/columns.js";
import { findNode } from "./findNode.js";

const nodeFlag = { "node-id": text("The node; otherwise that of the agent itself.") } as const;

/** `nomad node meta apply`: sets metadata on a running client. Spec 06 §6.9. */
export const nodeMetaApply = defineCommand({
  path: "node meta apply",
  synopsis: "node meta apply [-node-id ...] [-unset ...] key1=value1 ... kN=vN",
  about: "Set metadata on a running client.",
  usage: ["Must specify -unset or at least 1 key=value pair"],
  flags: { ...nodeFlag, unset: text("Keys to take away, with commas between them.") },
  async run(invocation, { flags, args }) {
    const { api, query } = invocation;
    const unset = flags.unset.split(",").filter((key) => key !== "");
    if (unset.length === 0 && args.length === 0) throw new CommandFailure(nodeMetaUsage);
    const meta = Object.fromEntries([...args.map(readPair), ...unset.map((key) => [key, null] as const)]);
    const nodeId = await nodeIdOf(invocation, flags["node-id"]);
    await orFail("Error applying dynamic node metadata", api.applyNodeMetadata(nodeId, meta, query));
    return 0;
  },
});

const nodeMetaUsage = "Must specify -unset or at least 1 key=value pair";

function readPair(argument: string): readonly [string, string] {
  const sign = argument.indexOf("=");
  return sign === -1 ? [argument, ""] : [argument.slice(0, sign), argument.slice(sign + 1)];
}

/** `nomad node meta read`: the metadata of a client, and where it comes from. Spec 06 §6.9. */
export const nodeMetaRead = defineCommand({
  path: "node meta read",
  synopsis: "node meta read [-json] [-node-id ...]",
  about: "Show the metadata of a client, and where it comes from.",
  usage: ["This command takes no arguments"],
  flags: { ...nodeFlag, ...formatFlags },
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const nodeId = await nodeIdOf(invocation, flags["node-id"]);
    const metadata = await orFail("Error reading dynamic node metadata", api.readNodeMetadata(nodeId, query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(metadata, { goName: "api.NodeMetaResponse" }));
      return 0;
    }
    ui.output(ui.colourise("[bold]All Meta[reset]"));
    ui.output(keysAscending(metadata.Meta));
    ui.title("Dynamic Meta");
    ui.output(keysAscending(metadata.Dynamic));
    ui.title("Static Meta");
    ui.output(keysAscending(metadata.Static));
    return 0;
  },
});

/** Empty for the agent's own node. */
async function nodeIdOf(invocation: Invocation, argument: string): Promise<string> {
  if (argument === "") return "";
  const tooShort = "Node ID must contain at least two characters.";
  return (await findNode(invocation, argument, "Error querying node info", tooShort)).ID;
}

function keysAscending(meta: Readonly<Record<string, string | null>> | null): string {
  const names = Object.keys(meta ?? {}).sort();
  return formatKeyValues(names.map((name) => `${name}|${meta?.[name] ?? "<unset>"}`));
}
