import { inProcessApi } from "../api/inProcess.js";
import type { NomadApi } from "../api/nomadApi.js";
import { ApiError } from "../api/nomadApi.js";
import { Simulator } from "../cluster/simulator.js";
import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import type { OutsideAction } from "../model/action.js";
import type { NodeDescription } from "../model/nodeDescription.js";
import type { LatencyProfile } from "../model/settings.js";
import { defaultSettings } from "../model/settings.js";
import type { Done } from "../model/step.js";
import type { Instant, Milliseconds } from "../model/time.js";
import type { World } from "../model/world.js";
import { emptyWorld } from "../model/world.js";
import type { ClockMode } from "./agentClock.js";
import { AgentClock } from "./agentClock.js";
import { TableIndexes } from "./tableIndexes.js";
import type { WallClock } from "./wallClock.js";

/** What a cluster of this agent starts with. */
export interface ClusterStart {
  readonly nodes: readonly NodeDescription[];
  readonly latency: LatencyProfile;
  /** Undefined: the wall clock's time of that moment. */
  readonly now: Instant | undefined;
  readonly seed: number;
  readonly clock: ClockMode;
  readonly heartbeatGraceMs: Milliseconds;
  readonly minHeartbeatTtlMs: Milliseconds;
}

/** As `agent -dev` starts it: one client, no inner delays. */
export const devStart: ClusterStart = {
  nodes: [{ name: "client-1" }],
  latency: "instant",
  now: undefined,
  seed: 1,
  clock: "real",
  heartbeatGraceMs: defaultSettings.heartbeatGraceMs,
  minHeartbeatTtlMs: defaultSettings.minHeartbeatTtlMs,
};

/** Where the agent can be reached, for what it says of itself. */
export interface AgentAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * One simulated cluster behind an HTTP agent: the simulator, the clock that moves it, and who waits for changes. A reset
 * replaces the cluster; the agent stays. Spec 08.
 */
export class Agent {
  readonly start: ClusterStart;
  readonly address: AgentAddress;
  readonly wall: WallClock;
  /** What HashiCorp's parser says of a job file that is not HCL. */
  readonly syntaxWords: SyntaxWords | undefined;
  readonly clock: AgentClock;
  #simulator: Simulator;
  #api: NomadApi;
  #tables: TableIndexes;
  #steps = 0;
  readonly #waiting = new Set<() => void>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @throws {Error} for a node that cannot be, with the reason. */
  constructor(
    start: ClusterStart,
    wall: WallClock,
    address: AgentAddress = { host: "127.0.0.1", port: 4646 },
    syntaxWords?: SyntaxWords,
  ) {
    this.start = start;
    this.wall = wall;
    this.address = address;
    this.syntaxWords = syntaxWords;
    const { simulator, tables } = this.#opened(start);
    this.#simulator = simulator;
    this.#tables = tables;
    this.#api = apiOf(simulator);
    this.clock = new AgentClock(this, wall);
    this.clock.set(start.clock, 1);
  }

  get world(): World {
    return this.#simulator.world;
  }

  /** When something will happen by itself; undefined when nothing will. */
  get nextTimer(): Instant | undefined {
    return this.#simulator.nextTimer;
  }

  get api(): NomadApi {
    return this.#api;
  }

  get tables(): TableIndexes {
    return this.#tables;
  }

  /** How many actions the cluster has performed since the agent began. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * Forgets everything and starts another cluster.
   *
   * @throws {Error} for a node that cannot be, with the reason; nothing has changed then.
   */
  reset(start: ClusterStart): void {
    const { simulator, tables } = this.#opened(start);
    this.#simulator = simulator;
    this.#tables = tables;
    this.#api = apiOf(simulator);
    this.clock.set(start.clock, 1);
    this.#wake();
  }

  /**
   * Performs a request for which there is no method of the API.
   *
   * @throws {ApiError} when it is refused.
   */
  perform(action: OutsideAction): Done {
    const result = this.#simulator.request(action);
    if (!result.ok) throw new ApiError(result.status, result.message);
    return result;
  }

  /** Lets virtual time pass, up to and including an instant. */
  advanceTo(until: Instant): void {
    this.#simulator.advanceTo(until);
  }

  /** Somebody waits for the next change. @returns What ends the waiting. */
  onChange(run: () => void): () => void {
    this.#waiting.add(run);
    return () => this.#waiting.delete(run);
  }

  get watched(): boolean {
    return this.#waiting.size > 0;
  }

  /** Requests that change something come one after the other, also when one of them takes wall time. */
  async inTurn<Value>(run: () => Promise<Value>): Promise<Value> {
    const before = this.#turn;
    const mine = before.then(run, run);
    this.#turn = mine;
    return mine;
  }

  #opened(start: ClusterStart): { readonly simulator: Simulator; readonly tables: TableIndexes } {
    const { latency, heartbeatGraceMs, minHeartbeatTtlMs } = start;
    const settings = { ...defaultSettings, latency, heartbeatGraceMs, minHeartbeatTtlMs };
    const world = emptyWorld(start.now ?? this.wall.now(), start.seed, settings);
    const simulator = new Simulator(world);
    const tables = new TableIndexes(world);
    simulator.listen((_action, _events, next) => {
      this.#steps += 1;
      tables.follow(next);
      if (simulator === this.#simulator) this.#wake();
    });
    for (const node of start.nodes) {
      const result = simulator.request({ kind: "register-node", node: withOwnClass(node) });
      if (!result.ok) throw new Error(result.message);
    }
    return { simulator, tables };
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const run of waiting) run();
  }
}

/**
 * Clients that are described alike are no less machines of their own: an attribute sets their computed classes apart, as those
 * of the recorded cluster are (the trace `constraint-unmet`: each of three alike nodes is filtered by the constraint itself).
 */
function withOwnClass(node: NodeDescription): NodeDescription {
  return { ...node, attributes: { ...node.attributes, "coalmine.client": node.name } };
}

/** Requests over HTTP name no index to the API below: they wait by the wall clock, not in virtual time. */
function apiOf(simulator: Simulator): NomadApi {
  return inProcessApi(simulator, { passTo: (instant) => simulator.advanceTo(instant) });
}
