import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Agent, devStart } from "../../src/agent/agent.js";
import { createApplication } from "../../src/agent/application.js";
import { machineClock } from "../../src/agent/wallClock.js";

/** An agent behind a socket of this machine, with a clock that stands. */
export interface ServedAgent {
  readonly agent: Agent;
  /** `http://127.0.0.1:41234` */
  readonly address: string;
  close(): void;
}

export async function serveAgent(): Promise<ServedAgent> {
  const now = Date.UTC(2026, 0, 5, 16, 0, 0);
  const agent = new Agent({ ...devStart, clock: "manual", now }, machineClock);
  const { fetch } = createApplication(agent, { control: true });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const starting = serve({ fetch, hostname: "127.0.0.1", port: 0 }, () => resolve(starting));
  });
  return {
    agent,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      agent.clock.stop();
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    },
  };
}
