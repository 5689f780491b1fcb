import { type FetchLike, type HttpRequest, type HttpResponse, httpApi } from "../../../src/api/http.js";
import type { JsonObject, JsonValue } from "../../../src/api/json.js";
import { parseJson } from "../../../src/api/json.js";
import { type CommandContext, Interrupted, type ParsedJobFile } from "../../../src/cli/command.js";
import { formatJson } from "../../../src/cli/text/json.js";
import { nextPeriodicLaunch } from "../../../src/session/periodicLaunch.js";
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

/** How a job file is read. */
export type JobFileReader = NonNullable<CommandContext["parseJobFile"]>;

/** The agent, the clock, the files and the terminal of one recording. */
export function replayOf(recorded: RecordedCase, parseJobFile: JobFileReader): Replay {
  const written = { stdout: "", stderr: "" };
  const clock = new RecordedClock(recorded.now);
  const agent = new RecordedAgent(recorded, clock);
  const input =
    recorded.stdin === null
      ? []
      : recorded.stdin.split("\n").filter((line, place, lines) => line !== "" || place < lines.length - 1);
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
      },
      clock,
      environment,
      files: { read: async (path) => fileText(recorded, path) },
      pins: {},
      hints: true,
      parseJobFile,
      nextPeriodicLaunch,
    },
  };
}

function fileText({ files }: RecordedCase, path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`stat {{DIR}}/${path}: no such file or directory`);
  return text;
}

/** Reads no file: the job that the real program made of it, as it sent it, as it printed it, or only its ID where neither is known. */
export function recordedJob(recorded: RecordedCase): JobFileReader {
  return async (source) => jobOf(recorded, source);
}

function jobOf({ argv, exchanges, stdout }: RecordedCase, source: string): ParsedJobFile {
  const sent = exchanges.find(({ request_body }) => request_body?.includes('"Job":'))?.request_body;
  const printed = argv.includes("-output") ? stdout : undefined;
  const { Job, Submission } = parseJson(sent ?? printed ?? "{}") as {
    readonly Job?: JsonObject;
    readonly Submission?: JsonObject;
  };
  return { job: Job ?? { ID: /job "([^"]+)"/.exec(source)?.[1] }, submission: Submission ?? null };
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
      return this.answered(exchange);
    }
    if (queue !== undefined && (this.recorded.stopped || query.includes("index=")))
      throw new Interrupted("recording ended");
    this.unexpected.push(`${method} ${path}?${query}`);
    return response(404, {}, "not recorded");
  };

  unasked(): readonly string[] {
    return [...this.answers].flatMap(([key, queue]) => queue.map(() => key));
  }

  private answered({ status, headers, at, body, body_base64 }: Exchange): HttpResponse {
    this.clock.reach(at);
    return response(status, headers, body ?? Buffer.from(body_base64 ?? "", "base64").toString());
  }
}

function response(status: number, headers: Readonly<Record<string, string>>, body: string): HttpResponse {
  const lowered = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { status, body, header: (name) => lowered.get(name) };
}

/** Members that say nothing may be left out of a body; a job is compared where it is read. */
function sameBody(sent: string | undefined, recorded: string | undefined): boolean {
  const meaning = (body: string | undefined) => {
    const members = Object.entries(parseJson(body ?? "{}") ?? {});
    return formatJson(Object.fromEntries(members.filter(([name, value]) => name !== "Job" && !isEmpty(value))));
  };
  return meaning(sent) === meaning(recorded);
}

function isEmpty(value: JsonValue): boolean {
  return (
    value === null ||
    value === "" ||
    value === 0 ||
    value === false ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}

function keyOf(method: string, path: string, query: string): string {
  const parameters = [...new URLSearchParams(query)].filter(([name]) => name !== "index" && name !== "wait").sort();
  return JSON.stringify([method, decodeURIComponent(path), parameters]);
}
