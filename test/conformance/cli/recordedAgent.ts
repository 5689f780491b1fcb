import { type FetchLike, type HttpRequest, type HttpResponse, httpApi } from "../../../src/api/http.js";
import type { JsonValue } from "../../../src/api/json.js";
import { parseJson } from "../../../src/api/json.js";
import { nextPeriodicLaunch } from "../../../src/api/periodicLaunch.js";
import { type CommandContext, Interrupted } from "../../../src/cli/command.js";
import { formatJson } from "../../../src/cli/text/json.js";
import { hashicorpWords } from "../../../src/syntaxWords.js";
import type { Exchange, RecordedCase } from "./recordedCase.js";

/** What a command wrote while it ran against a recording. */
export interface Replay {
  readonly context: CommandContext;
  readonly written: { stdout: string; stderr: string };
  /** Requests that were not recorded, or made once too often, or with another body. */
  readonly unexpected: readonly string[];
  /** Recorded requests that were not made. */
  unasked(): readonly string[];
}

/** The agent, the clock, the files and the terminal of one recording. */
export function replayOf(recorded: RecordedCase): Replay {
  const written = { stdout: "", stderr: "" };
  const clock = new RecordedClock(recorded.now);
  const agent = new RecordedAgent(recorded, clock);
  const stdin = recorded.stdin ?? "";
  const input = stdin.split("\n").filter((line, place, lines) => line !== "" || place < lines.length - 1);
  const environment = { NOMAD_ADDR: recorded.address, TERM: "xterm-256color", TZ: "UTC", ...recorded.env };
  const connect: NonNullable<CommandContext["connect"]> = ({ address, token }) =>
    httpApi(address, agent.fetch, { token, passes: (error) => error instanceof Interrupted });
  return {
    written,
    unexpected: agent.unexpected,
    unasked: () => agent.unasked(),
    context: {
      api: httpApi(recorded.address, agent.fetch),
      connect,
      style: "current",
      terminal: {
        write: (stream, text) => {
          written[stream] += text;
        },
        isTty: recorded.tty !== false,
        columns: recorded.tty === false ? 0 : recorded.tty.columns,
        rows: recorded.tty === false ? 0 : recorded.tty.rows,
        readLine: async () => input.shift(),
        readAll: async () => stdin,
      },
      clock,
      environment,
      files: { read: async (path) => fileText(recorded, path), write: async () => undefined },
      pins: {},
      hints: true,
      syntaxWords: hashicorpWords,
      nextPeriodicLaunch,
    },
  };
}

function fileText({ files }: RecordedCase, path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`stat {{DIR}}/${path}: no such file or directory`);
  return text;
}

/** Virtual time: sleeping and answers move it on, nothing moves it back. */
class RecordedClock {
  private instant: bigint;

  constructor(instant: bigint) {
    this.instant = instant;
  }

  now(): bigint {
    return this.instant;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.instant += BigInt(Math.round(milliseconds * 1e6));
  }

  reach(instant: bigint): void {
    if (instant > this.instant) this.instant = instant;
  }
}

class RecordedAgent {
  readonly unexpected: string[] = [];
  private readonly recorded: RecordedCase;
  private readonly clock: RecordedClock;
  private readonly answers = new Map<string, Exchange[]>();
  private readonly given = new Set<Exchange>();
  private waiting: (() => void)[] = [];

  constructor(recorded: RecordedCase, clock: RecordedClock) {
    this.recorded = recorded;
    this.clock = clock;
    for (const exchange of recorded.exchanges) {
      const key = keyOf(exchange.method, exchange.path, exchange.query ?? "");
      this.answers.set(key, [...(this.answers.get(key) ?? []), exchange]);
    }
  }

  readonly fetch: FetchLike = async ({ method, url, body }: HttpRequest): Promise<HttpResponse> => {
    if (this.recorded.unreachable || !url.startsWith(this.recorded.address)) {
      const host = /^\w+:\/\/([^/]*)/.exec(url)?.[1];
      throw new Error(`dial tcp ${host}: connect: connection refused`);
    }
    const [path = "", query = ""] = url.slice(this.recorded.address.length).split("?");
    const queue = this.answers.get(keyOf(method, path, query));
    const exchange = queue?.shift();
    if (exchange !== undefined) {
      if (!sameBody(body, exchange.request_body)) this.unexpected.push(`${method} ${path} with ${body}`);
      if (query.includes("index=")) await this.turnOf(exchange);
      return this.answered(exchange);
    }
    if (queue !== undefined && (this.recorded.stopped || query.includes("index=")))
      throw new Interrupted("recording ended");
    this.unexpected.push(`${method} ${path}?${query}`);
    return response(404, {}, "not recorded");
  };

  unasked(): readonly string[] {
    return [...this.answers].flatMap(([key, queue]) => queue.filter(isNeeded).map(() => key));
  }

  /** A blocking query's answer waits until everything recorded before it has been given. */
  private async turnOf(exchange: Exchange): Promise<void> {
    const before = this.recorded.exchanges.slice(0, this.recorded.exchanges.indexOf(exchange));
    while (before.some((other) => isNeeded(other) && !this.given.has(other))) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private answered(exchange: Exchange): HttpResponse {
    const { status, headers, at, body, body_base64 } = exchange;
    this.given.add(exchange);
    for (const resume of this.waiting.splice(0)) resume();
    this.clock.reach(at);
    return response(status, headers, body ?? Buffer.from(body_base64 ?? "", "base64").toString());
  }
}

/** While `job restart -reschedule` waits for allocations, Nomad watches the evaluations beside, and says nothing of them. */
function isNeeded({ path, query }: Exchange): boolean {
  return !(path.endsWith("/evaluations") && query?.includes("index="));
}

function response(status: number, headers: Readonly<Record<string, string>>, body: string): HttpResponse {
  const lowered = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { status, body, header: (name) => lowered.get(name) };
}

/** Members that say nothing may be left out of a body, at any depth. */
function sameBody(sent: string | undefined, recorded: string | undefined): boolean {
  const meaning = (body: string | undefined) => formatJson(withoutEmpty(parseJson(body ?? "{}") ?? {}));
  return meaning(sent) === meaning(recorded);
}

function withoutEmpty(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((member: JsonValue) => withoutEmpty(member));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withoutEmpty(member as JsonValue)] as const);
  return Object.fromEntries(members.filter(([, member]) => !isEmpty(member)));
}

function isEmpty(value: JsonValue): boolean {
  const says = value !== null && value !== "" && value !== 0 && value !== false;
  return !says || (typeof value === "object" && Object.keys(value).length === 0);
}

function keyOf(method: string, path: string, query: string): string {
  const parameters = [...new URLSearchParams(query)].filter(([name]) => name !== "index" && name !== "wait").sort();
  return JSON.stringify([method, decodeURIComponent(path), parameters]);
}
