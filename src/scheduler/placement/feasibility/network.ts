import type { Node } from "../../../model/node.js";
import type { NetworkAsk, PortAsk } from "../../../model/taskGroup.js";
import { isLiteral, targetOf } from "./targets.js";
import { compareVersionTexts } from "./versions.js";

/** From this version on nodes report bridge networks themselves. */
const bridgeReportedSince = "0.12.0";

/**
 * Why a node's networks do not suit a group, or undefined. Without a network block a host network is asked for.
 * Spec 03 §8.1.
 */
export function networkMissing(node: Node, ask: NetworkAsk | undefined): string | undefined {
  const mode = ask === undefined || ask.mode === "" ? "host" : ask.mode;
  if (mode === "none") return undefined;
  if (!node.networks.some((network) => (network.mode || "host") === mode) && !predatesBridge(node, mode)) {
    return "missing network";
  }
  if (ask === undefined) return undefined;
  return firstUnmetHostNetwork(node, ask.reservedPorts) ?? firstUnmetHostNetwork(node, ask.dynamicPorts);
}

/** The host network that a port asks for on this node; undefined where a template finds nothing. */
export function hostNetworkOf(port: PortAsk, node: Node): string | undefined {
  return isLiteral(port.hostNetwork) ? port.hostNetwork : targetOf(port.hostNetwork)(node);
}

function firstUnmetHostNetwork(node: Node, ports: readonly PortAsk[]): string | undefined {
  for (const port of ports) {
    if (port.hostNetwork === "") continue;
    const name = hostNetworkOf(port, node);
    if (name === undefined) return `invalid host network "${port.hostNetwork}" template for port "${port.label}"`;
    if (!node.hostNetworks.some((network) => network.alias === name)) {
      return `missing host network "${name}" for port "${port.label}"`;
    }
  }
  return undefined;
}

function predatesBridge(node: Node, mode: string): boolean {
  const version = node.attributes["nomad.version"];
  if (mode !== "bridge" || version === undefined) return false;
  return (compareVersionTexts(version, bridgeReportedSince) ?? 0) < 0;
}
