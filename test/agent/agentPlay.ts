import type { ClusterStart } from "../../src/agent/agent.js";
import { Agent, devStart } from "../../src/agent/agent.js";
import { createApplication } from "../../src/agent/application.js";
import type { WallClock } from "../../src/agent/wallClock.js";

/** A wall clock that a test turns by hand. */
class HandClock implements WallClock {
  #now = Date.UTC(2026, 0, 5, 16, 0, 0);
  #timers: { readonly due: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { due: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  async breath(): Promise<void> {
    await settled();
  }

  /** Time passes; what is due runs in its order, and what waits for it is done when this answers. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > until) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
      await settled();
    }
    this.#now = until;
    await settled();
  }
}

/** Everything that promises wait for has happened: a request passes only a handful of them. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}

/** A JSON object of an answer. */
export type Json = Readonly<Record<string, unknown>>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed text; empty when it is no JSON. */
  readonly json: Json;
  readonly list: readonly Json[];
}

/** An agent without a socket, and requests to it. */
export class AgentPlay {
  readonly wall = new HandClock();
  readonly agent: Agent;
  readonly #application;

  constructor(start: Partial<ClusterStart> = {}, control = true) {
    this.agent = new Agent({ ...devStart, clock: "manual", ...start }, this.wall);
    this.#application = createApplication(this.agent, { control });
  }

  async call(method: string, path: string, body?: unknown): Promise<Reply> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await this.#application.request(path, { method, ...(body === undefined ? {} : { body: text }) });
    return readReply(response);
  }

  get(path: string): Promise<Reply> {
    return this.call("GET", path);
  }

  put(path: string, body?: unknown): Promise<Reply> {
    return this.call("PUT", path, body);
  }

  /** Registers a job of one group. */
  register(given: object = {}, id = "app"): Promise<Reply> {
    return this.put("/v1/jobs", { Job: serviceJob(id, given) });
  }
}

async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const list = Array.isArray(json) ? (json as readonly Json[]) : [];
  return { status: response.status, headers: response.headers, text, json: (json ?? {}) as Json, list };
}

export function serviceJob(id: string, given: object = {}): object {
  return {
    ID: id,
    Name: id,
    Type: "service",
    Datacenters: ["dc1"],
    TaskGroups: [
      {
        Name: "web",
        Count: 2,
        Tasks: [
          { Name: "main", Driver: "mock_driver", Config: { run_for: "1h" }, Resources: { CPU: 10, MemoryMB: 10 } },
        ],
      },
    ],
    ...given,
  };
}
