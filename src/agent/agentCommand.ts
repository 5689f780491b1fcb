import { serve } from "@hono/node-server";
import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import { Agent, devStart } from "./agent.js";
import type { ClockMode } from "./agentClock.js";
import { createApplication } from "./application.js";
import { machineClock } from "./wallClock.js";

/** How the agent is to be started. */
export interface AgentOptions {
  readonly bind: string;
  readonly port: number;
  readonly clock: ClockMode;
  /** Coalmine's own endpoints are served beyond loopback as well. */
  readonly control: boolean;
}

/** Where the command writes, and what ends it. */
export interface AgentSurroundings {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Calls once when the agent shall end. */
  readonly onInterrupt: (end: () => void) => void;
  readonly syntaxWords: SyntaxWords;
}

/**
 * `coalmine agent -dev`: Nomad's HTTP API on a simulated cluster, until it is interrupted. One line says where it listens.
 *
 * @returns 0 after an interruption, 1 when it could not listen.
 */
export function agentCommand({ bind, port, clock, control }: AgentOptions, out: AgentSurroundings): Promise<number> {
  const agent = new Agent(
    { ...devStart, clock, now: clock === "manual" ? machineClock.now() : undefined },
    machineClock,
    {
      host: bind,
      port,
    },
    out.syntaxWords,
  );
  const { fetch } = createApplication(agent, { control: control || isLoopback(bind) });
  return new Promise((resolve) => {
    const server = serve({ fetch, hostname: bind, port }, ({ address, port: bound }) => {
      const host = address.includes(":") ? `[${address}]` : address;
      out.stdout(`listening on http://${host}:${bound}\n`);
    });
    const end = (exitCode: number) => {
      agent.clock.stop();
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      resolve(exitCode);
    };
    server.on("error", (error: Error) => {
      out.stderr(`cannot listen on ${bind}:${port}: ${error.message}\n${listenAdvice(error)}\n`);
      end(1);
    });
    out.onInterrupt(() => end(0));
  });
}

/** What to do about an address that cannot be had. */
function listenAdvice(error: Error & { readonly code?: string }): string {
  switch (error.code) {
    case "EADDRINUSE":
      return "Something listens there already, perhaps another agent. Take another port: -port 0 finds a free one.";
    case "EACCES":
      return "Ports below 1024 belong to the administrator. Take another one: -port 4646.";
    default:
      return "Give -bind an address of this machine, for instance 127.0.0.1.";
  }
}

/** Nobody but this machine can reach it. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
