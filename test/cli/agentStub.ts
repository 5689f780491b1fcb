import { type HttpRequest, type HttpResponse, httpApi } from "../../src/api/http.js";
import type { CommandContext } from "../../src/cli/command.js";

/** A command's context around an agent that answers from a table; the terminal remembers what was written. */
export interface StubbedContext {
  readonly context: CommandContext;
  readonly written: { stdout: string; stderr: string };
  /** `GET /v1/jobs?prefix=x`, in order. */
  readonly requests: readonly string[];
  /** What was sent along with those that had a body. */
  readonly bodies: readonly string[];
}

/** Answers by method and path; a list is given one by one, the last of it again and again. */
export type Answers = Readonly<Record<string, unknown>>;

export interface StubOptions extends Partial<Omit<CommandContext, "api" | "terminal" | "clock">> {
  readonly answers?: Answers;
  readonly now?: bigint;
  readonly isTty?: boolean;
  readonly input?: readonly string[];
  readonly inputIsTty?: boolean;
}

/** A context for one command. Sleeping moves the clock on. */
export function stubbedContext({
  answers = {},
  now = 0n,
  isTty = false,
  input = [],
  inputIsTty = false,
  ...rest
}: StubOptions): StubbedContext {
  const written = { stdout: "", stderr: "" };
  const requests: string[] = [];
  const bodies: string[] = [];
  const lines = [...input];
  const turns = new Map<string, number>();
  let instant = now;
  const fetch = async ({ method, url, body }: HttpRequest) => {
    const [path = "", query] = url.slice("http://agent".length).split("?");
    const key = `${method} ${path}`;
    requests.push(query === undefined ? key : `${key}?${query}`);
    if (body !== undefined) bodies.push(body);
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return Object.hasOwn(answers, key) ? answered(answers[key], turn) : response(404, "not found");
  };
  return {
    written,
    requests,
    bodies,
    context: {
      api: httpApi("http://agent", fetch),
      style: "current",
      environment: {},
      files: {
        read: async (path) => {
          throw new Error(`stat /${path}: no such file or directory`);
        },
      },
      pins: {},
      hints: false,
      ...rest,
      terminal: {
        write: (stream, text) => {
          written[stream] += text;
        },
        isTty,
        columns: isTty ? 80 : 0,
        rows: isTty ? 24 : 0,
        readLine: async () => lines.shift(),
        inputIsTty,
      },
      clock: {
        now: () => instant,
        sleep: async (milliseconds) => {
          instant += BigInt(Math.round(milliseconds * 1e6));
        },
      },
    },
  };
}

/** An answer that is a refusal. */
export class Refusal {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    this.status = status;
    this.body = body;
  }
}

/** Several answers, one for each request. */
export class InTurn {
  readonly answers: readonly unknown[];

  constructor(...answers: readonly unknown[]) {
    this.answers = answers;
  }
}

function answered(answer: unknown, turn: number): HttpResponse {
  if (answer instanceof InTurn) return answered(answer.answers[Math.min(turn, answer.answers.length - 1)], 0);
  if (answer instanceof Refusal) return response(answer.status, answer.body);
  if (answer === undefined) return response(200, "");
  const index =
    typeof answer === "object" && answer !== null && "ModifyIndex" in answer ? Number(answer.ModifyIndex) : 1;
  return response(200, JSON.stringify(answer), index);
}

function response(status: number, body: string, index = 1): HttpResponse {
  return { status, body, header: (name) => (name === "x-nomad-index" ? String(index) : undefined) };
}
