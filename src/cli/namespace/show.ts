import type { ApiNamespace } from "../../api/objects/namespace.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { namespaceType } from "../shapes/clusterTypes.js";
import { formatKeyValues } from "../text/columns.js";
import { findNamespace, namespacesPhrase, namespaceTable } from "./findNamespace.js";

/** `nomad namespace list`: the namespaces. Spec 06 §6.10. */
export const namespaceList = defineCommand({
  path: "namespace list",
  synopsis: "namespace list [options]",
  about: "Show the namespaces.",
  usage: ["This command takes no arguments"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { lists, query, ui } = invocation;
    const namespaces = await orFail(namespacesPhrase, lists.namespaces(query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(namespaces, { entries: namespaceType, goName: "[]*api.Namespace" }));
      return 0;
    }
    ui.output(namespaces.length === 0 ? "No namespaces found" : namespaceTable(namespaces));
    return 0;
  },
});

/** `nomad namespace status`: one namespace. Spec 06 §6.10. */
export const namespaceStatus = defineCommand({
  path: "namespace status",
  synopsis: "namespace status [options] <namespace>",
  about: "Show one namespace.",
  usage: ["This command takes one argument: <namespace>"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const namespace = await findNamespace(invocation, argument);
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) invocation.ui.output(formatted(namespace, namespaceType));
    else showNamespace(invocation, namespace);
    return 0;
  },
});

/** `nomad namespace inspect`: one namespace as JSON. Spec 06 §6.10. */
export const namespaceInspect = defineCommand({
  path: "namespace inspect",
  synopsis: "namespace inspect [options] <namespace>",
  about: "Show one namespace as JSON.",
  usage: ["This command takes one argument: <namespace>"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const namespace = await findNamespace(invocation, argument);
    const formatted = formattedOutput({ json: flags.json || flags.t === "", t: flags.t });
    invocation.ui.output(formatted?.(namespace, namespaceType) ?? "");
    return 0;
  },
});

function showNamespace({ ui }: Invocation, namespace: ApiNamespace): void {
  const { Capabilities, Meta, NodePoolConfiguration: pools } = namespace;
  const joined = (names: readonly string[] | null | undefined, otherwise = "") => names?.join(",") || otherwise;
  ui.output(
    formatKeyValues([
      `Name|${namespace.Name}`,
      `Description|${namespace.Description}`,
      `Quota|${namespace.Quota}`,
      `Enabled Drivers|${joined(Capabilities?.EnabledTaskDrivers, "*")}`,
      `Disabled Drivers|${joined(Capabilities?.DisabledTaskDrivers)}`,
      `Enabled Network Modes|${joined(Capabilities?.EnabledNetworkModes, "*")}`,
      `Disabled Network Modes|${joined(Capabilities?.DisabledNetworkModes)}`,
    ]),
  );
  const keys = Object.keys(Meta ?? {}).sort();
  if (keys.length > 0) {
    ui.title("Metadata");
    ui.output(formatKeyValues(keys.map((key) => `${key}|${Meta?.[key] ?? ""}`)));
  }
  if (pools) {
    ui.title("Node Pool Configuration");
    ui.output(
      formatKeyValues([
        `Default|${pools.Default}`,
        ...(pools.Allowed?.length ? [`Allowed|${pools.Allowed.join(",")}`] : []),
        ...(pools.Denied?.length ? [`Denied|${pools.Denied.join(",")}`] : []),
      ]),
    );
  }
}
