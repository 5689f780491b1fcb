import type { ClusterStart } from "../../../src/agent/agent.js";
import { Agent, devStart } from "../../../src/agent/agent.js";
import { createApplication } from "../../../src/agent/application.js";
import type { WallClock } from "../../../src/agent/wallClock.js";
import type { FetchLike } from "../../../src/api/http.js";
import type { Json } from "../json.js";

/** What the agent said. */
export interface AgentAnswer {
  readonly status: number;
  /** Undefined where the body is no JSON. */
  readonly body: unknown;
  readonly text: string;
}

/** The wall clock of a play stands still: only virtual time passes. */
const stoppedClock: WallClock = {
  now: () => Date.UTC(2026, 0, 5, 16, 0, 0),
  after: () => () => undefined,
  breath: async () => undefined,
};

/** Coalmine's HTTP application in this process, with a clock that only advances move. */
export class AgentClient {
  readonly agent: Agent;
  readonly #application;

  constructor(start: Partial<ClusterStart> = {}) {
    this.agent = new Agent({ ...devStart, clock: "manual", ...start }, stoppedClock);
    this.#application = createApplication(this.agent);
  }

  async call(method: string, path: string, body?: unknown): Promise<AgentAnswer> {
    const response = await this.#application.request(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text), text };
  }

  /** What an HTTP client of the agent takes for the network. */
  readonly fetch: FetchLike = async ({ method, url, headers, body }) => {
    const response = await this.#application.request(url, { method, headers, ...(body === undefined ? {} : { body }) });
    const header = (name: string) => response.headers.get(name) ?? undefined;
    return { status: response.status, header, body: await response.text() };
  };

  async get(path: string): Promise<Json | undefined> {
    const { status, body } = await this.call("GET", path);
    return status === 200 && typeof body === "object" && body !== null ? (body as Json) : undefined;
  }

  async list(path: string): Promise<readonly Json[]> {
    const { status, body } = await this.call("GET", path);
    return status === 200 && Array.isArray(body) ? (body as readonly Json[]) : [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The path of a job, whose ID may hold slashes. */
export function jobPath(jobId: string, rest = ""): string {
  return `/v1/job/${encodeURIComponent(jobId)}${rest}`;
}
