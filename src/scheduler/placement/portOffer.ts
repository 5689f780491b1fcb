import type { Node } from "../../model/node.js";
import type { AllocatedNetwork, AllocatedPort, NetworkPort } from "../../model/resources.js";
import type { NetworkAsk, PortAsk } from "../../model/taskGroup.js";
import { hostNetworkOf } from "./feasibility/network.js";
import type { PortsInUse } from "./portsInUse.js";

/** A uniform whole number below its argument; without one the first free port is taken. */
export type Draw = ((below: number) => number) | undefined;

/** What a network block gets on a node. */
export interface PortOffer {
  readonly network: AllocatedNetwork;
  /** Static ports first, then dynamic ones. */
  readonly ports: readonly AllocatedPort[];
}

/** No ports: by an error, or silently, where a host network's template finds nothing (spec 03 §10.4). */
export type PortRefusal = { readonly error: string } | { readonly dropped: true };

interface WantedPort {
  readonly ask: PortAsk;
  readonly hostNetwork: string;
}

const largestPort = 65_535;
const defaultRange = { first: 20_000, last: 32_000 };
const randomTries = 20;

/** The ports of one network block on one node: static ones first, then dynamic ones, in listed order. Spec 03 §10.4. */
export class PortMarket {
  readonly #node: Node;
  readonly #inUse: PortsInUse;
  readonly #draw: Draw;
  readonly #offered = new Map<string, Set<number>>();

  constructor(node: Node, inUse: PortsInUse, draw: Draw) {
    this.#node = node;
    this.#inUse = inUse;
    this.#draw = draw;
  }

  /** For a group's network block, on the addresses of the host networks that its ports name. */
  offer(ask: NetworkAsk): PortOffer | PortRefusal {
    const reserved = this.#wanted(ask.reservedPorts);
    const dynamic = this.#wanted(ask.dynamicPorts);
    if (reserved === undefined || dynamic === undefined) return { dropped: true };
    const ports: AllocatedPort[] = [];
    for (const { ask: port, hostNetwork } of reserved) {
      const found = this.#static(port, this.#addressesOf(hostNetwork), hostNetwork);
      if (typeof found === "string") return { error: found };
      ports.push(found);
    }
    const dynamicPorts: NetworkPort[] = [];
    for (const { ask: port, hostNetwork } of dynamic) {
      const statics = reserved.filter((other) => other.hostNetwork === hostNetwork).map((other) => other.ask.value);
      const found = this.#dynamic(port, this.#addressesOf(hostNetwork), hostNetwork, statics);
      if (typeof found === "string") return { error: found };
      ports.push(found);
      dynamicPorts.push({ ...networkPort(port), value: found.value, to: found.to });
    }
    const ip = this.#node.networks.find((network) => (network.mode || "host") === "host")?.ip ?? "";
    return {
      network: { ...networkOf(ask, ip), reservedPorts: ask.reservedPorts.map(networkPort), dynamicPorts },
      ports,
    };
  }

  /** For a task's own (deprecated) network block, on the first network of the node that has room. */
  offerTask(ask: NetworkAsk, usedMbits: (device: string) => number): AllocatedNetwork | PortRefusal {
    let error = "no networks available";
    for (const network of this.#node.networks) {
      if ((network.mode || "host") !== "host" || network.ip === "") continue;
      if (network.mbits > 0 && usedMbits(network.device) + ask.mbits > network.mbits) {
        error = "bandwidth exceeded";
        continue;
      }
      const offer = this.#onAddress(ask, network.ip);
      if (typeof offer !== "string") return { ...networkOf(ask, network.ip), device: network.device, ...offer };
      error = offer;
    }
    return { error };
  }

  #onAddress(
    ask: NetworkAsk,
    address: string,
  ): { readonly reservedPorts: readonly NetworkPort[]; readonly dynamicPorts: readonly NetworkPort[] } | string {
    for (const port of ask.reservedPorts) {
      const found = this.#static(port, [address], "default");
      if (typeof found === "string") return found;
    }
    const statics = ask.reservedPorts.map((port) => port.value);
    const dynamicPorts: NetworkPort[] = [];
    for (const port of ask.dynamicPorts) {
      const found = this.#dynamic(port, [address], "default", statics);
      if (typeof found === "string") return found;
      dynamicPorts.push({ ...networkPort(port), value: found.value, to: found.to });
    }
    return { reservedPorts: ask.reservedPorts.map(networkPort), dynamicPorts };
  }

  #wanted(ports: readonly PortAsk[]): readonly WantedPort[] | undefined {
    const wanted: WantedPort[] = [];
    for (const ask of ports) {
      const hostNetwork = hostNetworkOf(ask, this.#node);
      if (hostNetwork === undefined) return undefined;
      wanted.push({ ask, hostNetwork: hostNetwork || "default" });
    }
    return wanted;
  }

  #addressesOf(hostNetwork: string): readonly string[] {
    return this.#node.hostNetworks.filter(({ alias }) => alias === hostNetwork).map(({ address }) => address);
  }

  #static(port: PortAsk, addresses: readonly string[], hostNetwork: string): AllocatedPort | string {
    if (port.value < 0 || port.value > largestPort) return `invalid port ${port.value} (out of range)`;
    if (addresses.length === 0) return `no addresses available for ${hostNetwork} network`;
    const address = addresses.find((each) => port.ignoreCollision || !this.#inUse.byAddress.get(each)?.has(port.value));
    if (address === undefined) return `reserved port collision ${port.label}=${port.value}`;
    return this.#given(port, port.value, address);
  }

  #dynamic(
    port: PortAsk,
    addresses: readonly string[],
    hostNetwork: string,
    statics: readonly number[],
  ): AllocatedPort | string {
    if (addresses.length === 0) return `no addresses available for ${hostNetwork} network`;
    for (const address of addresses) {
      const value = this.#freePort(address, statics);
      if (value !== undefined) return this.#given(port, value, address);
    }
    return "dynamic port selection failed";
  }

  /** A few random tries below the last port of the range, then an exact search that includes it. */
  #freePort(address: string, statics: readonly number[]): number | undefined {
    const first = this.#node.resources.minDynamicPort || defaultRange.first;
    const last = this.#node.resources.maxDynamicPort || defaultRange.last;
    const taken = this.#inUse.byAddress.get(address);
    const offered = this.#offered.get(address);
    const isFree = (port: number): boolean =>
      !(taken?.has(port) ?? false) && !(offered?.has(port) ?? false) && !statics.includes(port);
    if (this.#draw !== undefined && last > first) {
      for (let i = 0; i < randomTries; i++) {
        const port = first + this.#draw(last - first);
        if (isFree(port)) return port;
      }
    }
    const free: number[] = [];
    for (let port = first; port <= last; port++) {
      if (!isFree(port)) continue;
      if (this.#draw === undefined) return port;
      free.push(port);
    }
    return this.#draw === undefined ? undefined : free[this.#draw(free.length)];
  }

  #given(port: PortAsk, value: number, address: string): AllocatedPort {
    let offered = this.#offered.get(address);
    if (offered === undefined) {
      offered = new Set();
      this.#offered.set(address, offered);
    }
    offered.add(value);
    const to = port.to === -1 ? value : port.to;
    return { label: port.label, value, to, hostIp: address, ignoreCollision: port.ignoreCollision };
  }
}

function networkPort(port: PortAsk): NetworkPort {
  return { ...port, to: port.to === -1 ? port.value : port.to };
}

function networkOf(ask: NetworkAsk, ip: string): AllocatedNetwork {
  return {
    mode: ask.mode,
    device: "",
    ip,
    mbits: ask.mbits,
    hostname: ask.hostname,
    reservedPorts: [],
    dynamicPorts: [],
  };
}
