import type { Node } from "../model/node.js";
import type { NodeDescription } from "../model/nodeDescription.js";

const ordinaryDrivers = ["mock_driver", "docker", "exec", "raw_exec", "java", "qemu"];

/** Attributes that implied constraints of ordinary job files ask for (spec 03 §8.1). */
const ordinaryAttributes: Readonly<Record<string, string>> = {
  "cpu.arch": "amd64",
  "cpu.numcores": "4",
  "kernel.name": "linux",
  "kernel.version": "6.1.0",
  arch: "x86_64",
  "os.name": "debian",
  "os.version": "12",
  "os.signals": "SIGABRT,SIGALRM,SIGCONT,SIGHUP,SIGINT,SIGIO,SIGKILL,SIGPIPE,SIGQUIT,SIGTERM,SIGUSR1,SIGUSR2",
  "nomad.version": "2.0.5",
  "nomad.service_discovery": "true",
  "consul.version": "1.21.0",
  "plugins.cni.version.bridge": "v1.6.2",
  "plugins.cni.version.firewall": "v1.6.2",
  "plugins.cni.version.host-local": "v1.6.2",
  "plugins.cni.version.loopback": "v1.6.2",
  "plugins.cni.version.portmap": "v1.6.2",
};

/** A client that is ready and eligible. Its class is reckoned at registration. */
export function simulatedNode(given: NodeDescription, id: string): Node {
  const addresses = given.addresses ?? ["127.0.0.1"];
  const [address = ""] = addresses;
  const drivers = given.drivers ?? ordinaryDrivers;
  return {
    id,
    name: given.name,
    datacenter: given.datacenter ?? "dc1",
    nodeClass: given.nodeClass ?? "",
    nodePool: given.nodePool ?? "default",
    attributes: attributesOf(given, drivers),
    meta: given.meta ?? {},
    drivers: Object.fromEntries(
      drivers.map((name) => [name, { detected: true, healthy: true, healthDescription: "Healthy", updateTime: 0 }]),
    ),
    hostVolumes: {},
    hostNetworks: addresses.map((each) => ({
      mode: "host",
      device: "eth0",
      alias: "default",
      address: each,
      reservedPorts: "",
    })),
    networks: [
      { mode: "host", device: "eth0", cidr: `${address}/32`, ip: address, mbits: 1000 },
      { mode: "bridge", device: "", cidr: "", ip: "", mbits: 0 },
    ],
    devices: [],
    resources: {
      cpu: given.cpu ?? 4_000,
      cores: [0, 1, 2, 3],
      memoryMb: given.memoryMb ?? 8_192,
      diskMb: given.diskMb ?? 100_000,
      minDynamicPort: 20_000,
      maxDynamicPort: 32_000,
      maxAllocations: 0,
    },
    reserved: { cpu: 0, cores: [], memoryMb: 0, diskMb: 0, hostPorts: "" },
    computedClass: "",
    httpAddress: `${address}:4646`,
    status: "ready",
    statusUpdatedAt: 0,
    eligible: true,
    drain: undefined,
    lastDrain: undefined,
    events: [],
    createIndex: 0,
    modifyIndex: 0,
  };
}

function attributesOf(given: NodeDescription, drivers: readonly string[]): Node["attributes"] {
  const { lacks = [] } = given;
  const ordinary = Object.entries(ordinaryAttributes).filter(([name]) => !lacks.includes(name));
  return {
    ...Object.fromEntries(ordinary),
    ...Object.fromEntries(drivers.map((driver) => [`driver.${driver}`, "1"])),
    "unique.hostname": given.name,
    ...given.attributes,
  };
}
