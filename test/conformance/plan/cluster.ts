import type { ClusterStart } from "../../../src/agent/agent.js";
import { readJobFile } from "../../../src/jobspec/hcl/jobFile.js";
import { isActive } from "../../../src/model/deployment.js";
import type { NodeDescription } from "../../../src/model/nodeDescription.js";
import type { World } from "../../../src/model/world.js";
import type { Json } from "../json.js";
import { text } from "../json.js";
import { AgentClient } from "../traces/agentClient.js";
import { Player } from "../traces/player.js";
import { actingRequest } from "../traces/requests.js";
import type { TraceStep } from "../traces/trace.js";
import type { PlanStep } from "./recording.js";

const cniPlugins = ["bridge", "firewall", "host-local", "loopback", "portmap"];

/** The machine of the three clients: one driver, two addresses, no Consul, no CNI plugins. FORMAT.md. */
const machine = {
  drivers: ["mock_driver"],
  addresses: ["127.0.0.1", "::1"],
  lacks: ["consul.version", ...cniPlugins.map((plugin) => `plugins.cni.version.${plugin}`)],
  cpu: 4000,
  memoryMb: 4096,
} as const;

const nodes: readonly NodeDescription[] = [
  { ...machine, name: "client-1", datacenter: "dc1", nodeClass: "small", meta: { rack: "r1" } },
  { ...machine, name: "client-2", datacenter: "dc1", nodeClass: "large", meta: { rack: "r2" } },
  { ...machine, name: "client-3", datacenter: "dc2", nodeClass: "large", meta: { rack: "r3" } },
];

/** How often a look is taken whether the cluster has come to rest, and how long at most. */
const lookMs = 1_000;
const longestMs = 900_000;

/** The recorded cluster, or one without clients. */
export class PlanCluster {
  readonly client: AgentClient;
  readonly #player: Player;

  constructor(start: Partial<ClusterStart> = { nodes, latency: "realistic" }) {
    this.client = new AgentClient(start);
    this.#player = new Player({ Name: "", Nodes: [], Steps: [] }, this.client);
  }

  get world(): World {
    return this.client.agent.world;
  }

  /** @throws {Error} for a step that the agent refuses. */
  async perform(step: PlanStep): Promise<void> {
    if (step.do === "settle") this.#settle();
    else if (step.do === "wait") this.#pass(1_000 * Number(step.seconds));
    else await this.#act(step);
  }

  async #act(step: PlanStep): Promise<void> {
    const { status, text: answer } = await actingRequest(this.#player, await requestOf(step));
    if (status !== 200) throw new Error(`${step.do}: ${status} ${answer}`);
  }

  #settle(): void {
    const end = this.world.now + longestMs;
    do this.#pass(lookMs);
    while (!isAtRest(this.world) && this.world.now < end);
  }

  #pass(milliseconds: number): void {
    this.client.agent.advanceTo(this.world.now + milliseconds);
  }
}

/** A step in the words of the traces. */
async function requestOf(step: PlanStep): Promise<TraceStep> {
  const job = { JobID: text(step, "jobID") };
  const node = { Node: text(step, "node") };
  switch (step.do) {
    case "register":
      return { Action: "register", Job: jobOfFile(text(step, "job")) };
    case "stop":
    case "promote":
      return { Action: step.do, ...job };
    case "scale":
      return { Action: "scale", ...job, Group: step.group, Count: step.count };
    case "fail-deployment":
      return { Action: "fail", ...job };
    case "pause-deployment":
      return { Action: "pause", ...job };
    case "drain":
      return { Action: "drain", ...node };
    case "undrain":
      return { Action: "drain", ...node, Cancel: true, MarkEligible: true };
    case "eligible":
    case "ineligible":
      return { Action: "eligibility", ...node, Eligibility: step.do };
    case "pause-eval-broker":
    case "resume-eval-broker":
      return {
        Action: "scheduler-configuration",
        SchedulerConfig: { PauseEvalBroker: step.do === "pause-eval-broker" },
      };
    default:
      throw new Error(`there is no step ${step.do}`);
  }
}

/**
 * The job of a file as `nomad job run -output` prints it.
 *
 * @throws {Error} for a file that cannot be read.
 */
function jobOfFile(content: string): Json {
  const parsed = readJobFile({
    file: { name: "job.nomad.hcl", text: content },
    variableFiles: [],
    variables: [],
    environment: {},
    isStrict: true,
    functions: { random: () => 0 },
  });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.job;
}

/**
 * No evaluation is pending, no allocation pending or being stopped, and each deployment terminal or waiting with all its
 * canaries healthy. FORMAT.md, "settle".
 */
function isAtRest(world: World): boolean {
  const { evaluations, allocations, deployments } = world;
  return (
    !evaluations.valuesArray().some(({ status }) => status === "pending") &&
    !allocations
      .valuesArray()
      .some(
        ({ clientStatus, desiredStatus }) =>
          clientStatus === "pending" || (desiredStatus !== "run" && clientStatus === "running"),
      ) &&
    deployments.valuesArray().every((deployment) => {
      const waiting = Object.values(deployment.taskGroups).filter(
        (group) => group.desiredCanaries > 0 && !group.promoted,
      );
      const canariesHealthy = waiting.every((group) => group.healthyAllocations >= group.desiredCanaries);
      return !isActive(deployment) || (waiting.length > 0 && canariesHealthy);
    })
  );
}
