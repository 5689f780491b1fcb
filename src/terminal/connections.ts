import type { Agent, IncomingMessage, RequestOptions } from "node:http";
import type { FetchLike, HttpRequest, HttpResponse } from "../api/http.js";
import type { ConnectionSettings } from "../cli/command.js";
import { isSystemError } from "./errno.js";
import { tlsOptions } from "./tlsOptions.js";
import { placeText, transportText } from "./transportText.js";

/** So long a connection may take to come about, as for Go's client. */
const dialLimitMs = 30_000;

/** Told of the headers of each answer. */
export type Heard = (header: (name: string) => string | undefined) => void;

/**
 * The HTTP connections of one command: kept open from request to request, closed together at its end. The modules for HTTP
 * are loaded with the first request, since help and wrong flags need none.
 */
export class Connections {
  readonly #heard: Heard;
  readonly #agents: Agent[] = [];
  #isClosed = false;

  constructor(heard: Heard) {
    this.#heard = heard;
  }

  /**
   * How requests are made with these settings.
   *
   * @throws {Error} when a file of certificates cannot be used.
   */
  open(settings: ConnectionSettings): FetchLike {
    const fixed: RequestOptions = {
      ...(settings.address.startsWith("https:") ? tlsOptions(settings) : {}),
      ...(settings.httpAuth === undefined ? {} : { auth: settings.httpAuth }),
    };
    let agent: Promise<Agent> | undefined;
    return async (request) => {
      const url = checkedUrl(request.url);
      agent ??= this.#agent(url.protocol);
      return this.#exchange(request, url, { ...fixed, agent: await agent });
    };
  }

  /** Breaks off what is still asked for; whoever waits for that waits for ever. */
  close(): void {
    this.#isClosed = true;
    for (const agent of this.#agents) agent.destroy();
  }

  async #agent(protocol: string): Promise<Agent> {
    const { Agent: Kind } = protocol === "https:" ? await import("node:https") : await import("node:http");
    const agent = new Kind({ keepAlive: true });
    this.#agents.push(agent);
    return agent;
  }

  async #exchange(request: HttpRequest, url: URL, options: RequestOptions): Promise<HttpResponse> {
    const { request: start } = url.protocol === "https:" ? await import("node:https") : await import("node:http");
    const headers = { ...request.headers, ...lengthOf(request) };
    return new Promise((resolve, reject) => {
      const made = start(url, { ...options, method: request.method, headers });
      const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
      const target = { host: url.hostname.replace(/^\[|\]$/g, ""), port };
      const fail = (error: unknown) => {
        if (this.#isClosed) return;
        const isStale = made.reusedSocket && request.method === "GET" && isBroken(error);
        if (isStale) this.#exchange(request, url, options).then(resolve, reject);
        else reject(new Error(transportText(error, target)));
      };
      made.on("error", fail);
      made.on("socket", (socket) => {
        if (!socket.connecting) return;
        const tooLate = () => made.destroy(new Error(`dial tcp ${placeText(target.host, port)}: i/o timeout`));
        socket.setTimeout(dialLimitMs, tooLate);
        socket.once("connect", () => socket.setTimeout(0));
      });
      made.on("response", (answer) => {
        readAnswer(answer).then((response) => {
          this.#heard(response.header);
          resolve(response);
        }, fail);
      });
      made.end(request.body);
    });
  }
}

/** @throws {Error} for what is no address of an HTTP server, as Go's client says it. */
function checkedUrl(text: string): URL {
  const [, scheme = "", host = ""] = /^(?:([^:/]*):\/\/)?([^/?]*)/.exec(text) ?? [];
  if (scheme !== "http" && scheme !== "https") throw new Error(`unsupported protocol scheme "${scheme}"`);
  if (host === "") throw new Error("http: no Host in request URL");
  return new URL(text);
}

/** The agent closed a kept connection just as it was used again. */
function isBroken(error: unknown): boolean {
  return isSystemError(error) && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

function lengthOf({ body }: HttpRequest): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  return { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) };
}

function readAnswer(answer: IncomingMessage): Promise<HttpResponse> {
  const { statusCode = 0, headers } = answer;
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : value?.join(", ");
  };
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    answer.on("data", (part: Buffer) => parts.push(part));
    answer.on("error", reject);
    answer.on("end", () => resolve({ status: statusCode, header, body: Buffer.concat(parts).toString("utf8") }));
  });
}
