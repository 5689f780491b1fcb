import type { NetworkAsk, PortAsk } from "../../model/taskGroup.js";
import { block, rawBlock, sparseBlock } from "./block.js";
import { boolean, integer, list, living, nested, raw, text, textMap, texts } from "./field.js";

/** The members of a network that a client may send and Nomad drops. */
export interface NetworkForm extends NetworkAsk {
  readonly device: string;
  readonly cidr: string;
  readonly ip: string;
}

/** A port of a network. Spec 05 §3.9. */
export const portSchema = sparseBlock<PortAsk>("Port", {
  label: text("Label"),
  value: integer("Value"),
  to: integer("To"),
  hostNetwork: text("HostNetwork"),
  ignoreCollision: boolean("IgnoreCollision"),
});

const dnsSchema = block<NonNullable<NetworkAsk["dns"]>>("DNSConfig", {
  servers: texts("Servers"),
  searches: texts("Searches"),
  options: texts("Options"),
});

export const cniSchema = rawBlock("CNIConfig", [textMap("Args")]);

/** A network of a group, or (deprecated) of a task. Spec 05 §3.9. */
export const networkSchema = sparseBlock<NetworkForm>("NetworkResource", {
  mode: text("Mode"),
  device: living("submission", text("Device")),
  cidr: living("submission", text("CIDR")),
  ip: living("submission", text("IP")),
  hostname: text("Hostname"),
  mbits: integer("MBits"),
  dns: nested("DNS", dnsSchema),
  cni: raw("CNI", cniSchema),
  reservedPorts: list("ReservedPorts", portSchema),
  dynamicPorts: list("DynamicPorts", portSchema),
});
