import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { writeJson } from "../api/json.js";
import { ApiError } from "../api/nomadApi.js";
import type { Agent } from "./agent.js";
import type { Call, Reply, Route } from "./call.js";
import { readParameters } from "./queryParameters.js";
import { agentRoutes } from "./routes/agentSelf.js";
import { allocationRoutes } from "./routes/allocations.js";
import { clientFileRoutes } from "./routes/clientFiles.js";
import { coalmineRoutes } from "./routes/coalmine.js";
import { deploymentRoutes } from "./routes/deployments.js";
import { enterpriseRoutes } from "./routes/enterprise.js";
import { evaluationRoutes } from "./routes/evaluations.js";
import { jobRoutes } from "./routes/job.js";
import { jobsRoutes } from "./routes/jobs.js";
import { namespaceRoutes } from "./routes/namespaces.js";
import { nodePoolRoutes } from "./routes/nodePools.js";
import { nodeRoutes } from "./routes/nodes.js";
import { operatorRoutes } from "./routes/operator.js";
import { scalingRoutes } from "./routes/scaling.js";
import { searchRoutes } from "./routes/search.js";

/** The more precise path stands before the one that takes everything below. */
const routes: readonly Route[] = [
  ...jobsRoutes,
  ...jobRoutes,
  ...deploymentRoutes,
  ...allocationRoutes,
  ...clientFileRoutes,
  ...evaluationRoutes,
  ...nodePoolRoutes,
  ...nodeRoutes,
  ...namespaceRoutes,
  ...scalingRoutes,
  ...searchRoutes,
  ...operatorRoutes,
  ...enterpriseRoutes,
  ...agentRoutes,
];

/** A request's body cannot be larger. */
const maxBodyBytes = 16 * 1024 * 1024;

export interface ApplicationOptions {
  /** Serves Coalmine's own endpoints. */
  readonly control: boolean;
}

const subtree = "/*";

/**
 * Nomad's HTTP API and Coalmine's own endpoints on a simulated cluster, callable without a socket. A request takes no virtual
 * time; what it causes at that instant has happened when it is answered. Spec 07, 08.
 */
export function createApplication(agent: Agent, { control }: ApplicationOptions = { control: true }): Hono {
  const application = new Hono();
  const tooLarge = () => refusal(413, "Request body is too large");
  application.use(bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }));
  for (const route of control ? [...routes, ...coalmineRoutes] : routes) {
    application.all(route.path, (context) => answer(agent, route, context.req.raw));
  }
  application.notFound(() => new Response(null, { status: 404 }));
  application.onError((error) => refusal(500, error.message));
  return application;
}

async function answer(agent: Agent, route: Route, request: Request): Promise<Response> {
  const url = new URL(request.url);
  try {
    const path = decodedPath(url);
    if (route.path.endsWith(subtree) && !path.startsWith(route.path.slice(0, -1))) return redirected(url);
    const parameters = url.searchParams;
    const call: Call = {
      agent,
      method: request.method,
      rest: path.slice(route.path.endsWith(subtree) ? route.path.length - 1 : route.path.length),
      parameters,
      query: readParameters(parameters, agent.world.settings.region),
      body: request.method === "GET" || request.method === "HEAD" ? "" : await request.text(),
      signal: request.signal,
    };
    return written(await handled(route, call), call.query.pretty);
  } catch (error) {
    if (error instanceof ApiError) return refusal(error.status, error.body);
    throw error;
  }
}

/** Reads may wait beside each other; what changes something waits for its turn. */
async function handled(route: Route, call: Call): Promise<Reply> {
  const handle = async () => {
    call.agent.clock.catchUp();
    const reply = await route.handle(call);
    call.agent.clock.catchUp();
    return reply;
  };
  return call.method === "GET" ? handle() : call.agent.inTurn(handle);
}

function decodedPath(url: URL): string {
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    throw new ApiError(400, `invalid URL escape in "${url.pathname}"`);
  }
}

/** A path that has others below it, without its slash. */
function redirected(url: URL): Response {
  return new Response(null, { status: 307, headers: { Location: `${url.pathname}/${url.search}` } });
}

/** Spec 07 §3. */
function written(reply: Reply, pretty: boolean): Response {
  const headers = new Headers({ Vary: "Accept-Encoding" });
  if (reply.kind === "read" || reply.kind === "write") headers.set("X-Nomad-Index", String(reply.index));
  if (reply.kind === "read") {
    headers.set("X-Nomad-LastContact", "0");
    headers.set("X-Nomad-KnownLeader", "true");
    if (reply.nextToken !== undefined) headers.set("X-Nomad-NextToken", reply.nextToken);
  }
  if (reply.kind === "empty") {
    if (reply.index !== undefined) headers.set("X-Nomad-Index", String(reply.index));
    return new Response(null, { status: reply.status ?? 200, headers });
  }
  headers.set("Content-Type", "application/json");
  const text = pretty ? `${writeJson(reply.value, "    ")}\n` : writeJson(reply.value);
  return new Response(text, { status: 200, headers });
}

/** The bare text. Spec 07 §5. */
function refusal(status: number, text: string): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", Vary: "Accept-Encoding" };
  return new Response(text, { status, headers });
}
