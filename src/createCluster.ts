import { inProcessApi } from "./api/inProcess.js";
import type { NomadApi } from "./api/nomadApi.js";
import type { StyleName } from "./cli/command.js";
import type { Simulator } from "./cluster/simulator.js";
import type { NodeDescription } from "./model/nodeDescription.js";
import type { LatencyProfile } from "./model/settings.js";
import type { Instant, Milliseconds } from "./model/time.js";
import { readDuration } from "./session/duration.js";
import { MemoryFiles } from "./session/memoryFiles.js";
import type { CommandResult } from "./session/session.js";
import { Session } from "./session/session.js";
import { openCluster } from "./session/stage.js";
import { VirtualClock } from "./session/virtualClock.js";
import { hashicorpWords } from "./syntaxWords.js";

/** How a cluster starts. Everything is optional: one client, the `current` style, no latency. */
export interface ClusterOptions {
  /** A number of alike clients, or a description of each. */
  readonly nodes?: number | readonly NodeDescription[];
  /** Milliseconds since the epoch. */
  readonly clock?: Instant;
  readonly seed?: number;
  readonly latency?: LatencyProfile;
  readonly style?: StyleName;
  /** What commands can read, by name: job files. What they write stands beside them. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A Nomad inside a test: requests, commands, time. */
export interface Cluster {
  readonly simulator: Simulator;
  /** Nomad's API on this cluster. */
  readonly api: NomadApi;
  /** Runs a command line such as `nomad job promote -group=cache example`. */
  run(line: string): Promise<CommandResult>;
  /** Lets virtual time pass: milliseconds, or a Go duration such as `1m30s`. */
  advance(duration: Milliseconds | string): void;
}

const defaultClock = Date.UTC(2026, 0, 5, 16, 0, 0);

/**
 * A fresh in-memory cluster with its clients ready.
 *
 * @throws {Error} for a node that cannot be, and, on `advance`, for a text that is no duration.
 */
export function createCluster(options: ClusterOptions = {}): Cluster {
  const { nodes = 1 } = options;
  const simulator = openCluster({
    clock: options.clock ?? defaultClock,
    seed: options.seed ?? 1,
    latency: options.latency ?? "instant",
    nodes: typeof nodes === "number" ? Array.from({ length: nodes }, (_, i) => ({ name: `client-${i + 1}` })) : nodes,
  });
  const session = new Session(simulator, {
    style: options.style ?? "current",
    files: new MemoryFiles(new Map(Object.entries(options.files ?? {}))),
    syntaxWords: hashicorpWords,
  });
  return {
    simulator,
    api: inProcessApi(simulator, new VirtualClock(simulator)),
    run: (line) => session.run(line),
    advance: (duration) => {
      const milliseconds = typeof duration === "number" ? duration : readDuration(duration);
      if (milliseconds === undefined || !(milliseconds >= 0))
        throw new Error(`"${duration}" is no duration such as 1m30s`);
      simulator.advanceTo(simulator.now + Math.ceil(milliseconds));
    },
  };
}
