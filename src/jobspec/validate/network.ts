import type { JsonObject } from "../../model/json.js";
import type { NetworkAsk, PortAsk } from "../../model/taskGroup.js";
import { when } from "./problems.js";

const highestPort = 65_535;

/** Errors of a group's networks: labels and static ports are unique over all of them. Spec 05 §3.9. */
export function networkProblems(networks: readonly NetworkAsk[]): readonly string[] {
  const labels = new Set<string>();
  const taken = new Map<string, string>();
  return networks.flatMap((network) => [
    ...network.reservedPorts.flatMap((port) => [
      ...labelProblems(port, labels),
      ...staticPortProblems(port, taken),
      ...mappingProblems(port, network.mode),
    ]),
    ...network.dynamicPorts.flatMap((port) => [...labelProblems(port, labels), ...mappingProblems(port, network.mode)]),
    ...argumentProblems(network.cni),
  ]);
}

function labelProblems({ label }: PortAsk, labels: Set<string>): readonly string[] {
  const inUse = labels.has(label);
  labels.add(label);
  return when(inUse, `Port label ${label} already in use by taskgroup network`);
}

/** @param taken Who has a static port, by host network and port. */
function staticPortProblems(port: PortAsk, taken: Map<string, string>): readonly string[] {
  const { label, value, hostNetwork, ignoreCollision } = port;
  if (value > highestPort) return [`Port ${label} (${value}) cannot be greater than ${highestPort}`];
  const place = `${hostNetwork}\u0000${value}`;
  const holder = taken.get(place);
  if (holder === undefined) taken.set(place, `taskgroup network:${label}`);
  if (holder === undefined || ignoreCollision) return [];
  return [`Static port ${value} already reserved by ${holder}`];
}

function mappingProblems({ label, to, ignoreCollision }: PortAsk, mode: string): readonly string[] {
  return [
    ...when(to < -1, `Port "${label}" cannot be mapped to negative value ${to}`),
    ...when(to > highestPort, `Port "${label}" cannot be mapped to a port (${to}) greater than ${highestPort}`),
    ...when(
      ignoreCollision && mode !== "" && mode !== "host",
      `Port "${label}" collision may not be ignored on non-host network mode "${mode}"`,
    ),
  ];
}

/** CNI arguments differ by more than their case. */
function argumentProblems(cni: JsonObject | undefined): readonly string[] {
  const names = Object.keys((cni?.Args as JsonObject | null | undefined) ?? {});
  const repeated = names.filter((name, at) =>
    names.slice(0, at).some((earlier) => earlier.toLowerCase() === name.toLowerCase()),
  );
  return repeated.map((name) => `duplicate CNI arg "${name}"`);
}
