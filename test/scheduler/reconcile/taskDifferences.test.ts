import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import type { Service } from "../../../src/model/service.js";
import type { TaskGroup } from "../../../src/model/taskGroup.js";
import { groupsDiffer } from "../../../src/scheduler/reconcile/taskDifferences.js";
import { groupOf, jobOf, network, port, taskOf } from "../placement/worldOf.js";
import { updateOf } from "../scene.js";

function serviceWith(connect: JsonObject | undefined, given: Partial<Service> = {}): Service {
  return {
    name: "api",
    taskName: "",
    portLabel: "http",
    addressMode: "auto",
    address: "",
    enableTagOverride: false,
    tags: [],
    canaryTags: [],
    checks: [],
    connect,
    meta: {},
    canaryMeta: {},
    weights: undefined,
    taggedAddresses: {},
    namespace: "",
    onUpdate: "",
    provider: "consul",
    cluster: "",
    identity: undefined,
    kind: "",
    ...given,
  };
}

const withTask = (given: Parameters<typeof taskOf>[0]): Partial<TaskGroup> => ({ tasks: [taskOf(given)] });
const sidecar = { SidecarService: { Port: "1", Tags: ["a"] } };

const destructive: readonly (readonly [string, Partial<TaskGroup>, Partial<TaskGroup>])[] = [
  ["another number of tasks", {}, { tasks: [taskOf(), taskOf({ name: "sidecar" })] }],
  ["a renamed task", {}, withTask({ name: "other" })],
  ["disk size", {}, { ephemeralDisk: { sticky: false, sizeMb: 200, migrate: false } }],
  ["driver", {}, withTask({ driver: "docker" })],
  ["user", {}, withTask({ user: "nobody" })],
  ["config", withTask({ config: { a: 1 } }), withTask({ config: { a: 2 } })],
  ["env", {}, withTask({ env: { A: "1" } })],
  ["template", {}, withTask({ templates: [{ EmbeddedTmpl: "x" }] })],
  ["artifact", {}, withTask({ artifacts: [{ GetterSource: "x" }] })],
  ["meta of the task", {}, withTask({ meta: { a: "1" } })],
  ["meta of the group", {}, { meta: { a: "1" } }],
  ["cpu", {}, withTask({ resources: { cpu: 600 } })],
  ["memory", {}, withTask({ resources: { memoryMb: 300 } })],
  ["memory_max", {}, withTask({ resources: { memoryMaxMb: 300 } })],
  ["cores", {}, withTask({ resources: { cores: 1 } })],
  ["switched-off logs", {}, withTask({ logs: { maxFiles: 10, maxFileSizeMb: 10, disabled: true } })],
  [
    "a static port",
    { networks: [network({ reservedPorts: [port("a", { value: 80 })] })] },
    { networks: [network({ reservedPorts: [port("a", { value: 81 })] })] },
  ],
  [
    "the label of a dynamic port",
    { networks: [network({ dynamicPorts: [port("a")] })] },
    { networks: [network({ dynamicPorts: [port("b")] })] },
  ],
  ["network mode", { networks: [network()] }, { networks: [network({ mode: "bridge" })] }],
  ["the Consul namespace", {}, { consul: { Namespace: "x" } }],
  ["Connect added to a service", { services: [serviceWith(undefined)] }, { services: [serviceWith(sidecar)] }],
  [
    "Connect's sidecar port",
    { services: [serviceWith(sidecar)] },
    { services: [serviceWith({ SidecarService: { Port: "2" } })] },
  ],
  [
    "the port of a Connect service",
    { services: [serviceWith(sidecar)] },
    { services: [serviceWith(sidecar, { portLabel: "x" })] },
  ],
];

const inPlace: readonly (readonly [string, Partial<TaskGroup>, Partial<TaskGroup>])[] = [
  ["count", {}, { count: 7 }],
  ["update", {}, { update: updateOf() }],
  ["constraints", {}, { constraints: [{ leftTarget: "a", operand: "=", rightTarget: "b" }] }],
  ["restart", {}, { restart: { attempts: 9, intervalMs: 1, delayMs: 1, mode: "delay", renderTemplates: false } }],
  [
    "kill_timeout, leader, lifecycle",
    {},
    withTask({ killTimeoutMs: 1, leader: true, lifecycle: { hook: "prestart", sidecar: true } }),
  ],
  ["log sizes", {}, withTask({ logs: { maxFiles: 1, maxFileSizeMb: 1, disabled: false } })],
  ["an empty and a missing config", withTask({ config: { args: [] } }), withTask({ config: {} })],
  [
    "the number of a dynamic port",
    { networks: [network({ dynamicPorts: [port("a", { value: 1 })] })] },
    { networks: [network({ dynamicPorts: [port("a")] })] },
  ],
  ["an ordinary service", {}, { services: [serviceWith(undefined)] }],
  ["a new service with Connect", {}, { services: [serviceWith(sidecar)] }],
  [
    "Connect's tags",
    { services: [serviceWith(sidecar)] },
    { services: [serviceWith({ SidecarService: { Port: "1", Tags: ["b"] } })] },
  ],
  ["a Consul partition where there was no block", {}, { consul: { Partition: "x" } }],
];

describe("differences between two versions of a group", () => {
  const differ = (before: Partial<TaskGroup>, after: Partial<TaskGroup>): boolean =>
    groupsDiffer(jobOf(), groupOf(before), jobOf(), groupOf(after));

  it.each(destructive)("%s: allocations are replaced", (_, before, after) => {
    expect(differ(before, after)).toBe(true);
  });

  it.each(inPlace)("%s: allocations stay", (_, before, after) => {
    expect(differ(before, after)).toBe(false);
  });

  it("sees the job's meta in every task, unless group or task overrides it", () => {
    const group = groupOf();
    expect(groupsDiffer(jobOf(), group, jobOf({ meta: { a: "1" } }), group)).toBe(true);
    const overriding = groupOf({ meta: { a: "2" } });
    expect(groupsDiffer(jobOf(), overriding, jobOf({ meta: { a: "1" } }), overriding)).toBe(false);
  });
});
