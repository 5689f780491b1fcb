import type { JsonValue } from "../api/json.js";
import { JsonSyntaxError, parseFirstJson } from "../api/json.js";
import { ApiError } from "../api/nomadApi.js";
import type { Agent } from "./agent.js";
import type { CommonParameters } from "./queryParameters.js";
import { RequestMembers } from "./requestMembers.js";

/** A request on its way to a route. */
export interface Call {
  readonly agent: Agent;
  readonly method: string;
  /** What stands behind the route's path, decoded; it may hold slashes. */
  readonly rest: string;
  readonly parameters: URLSearchParams;
  readonly query: CommonParameters;
  readonly body: string;
  /** The client went away. */
  readonly signal: AbortSignal;
}

/** What a route answers, before it becomes HTTP. Spec 07 §3. */
export type Reply =
  /** With the three headers of a read. */
  | { readonly kind: "read"; readonly value: unknown; readonly index: number; readonly nextToken?: string | undefined }
  /** With the index alone. */
  | { readonly kind: "write"; readonly value: unknown; readonly index: number }
  /** Without any. */
  | { readonly kind: "bare"; readonly value: unknown }
  | { readonly kind: "empty"; readonly status?: number; readonly index?: number | undefined };

export type Handler = (call: Call) => Reply | Promise<Reply>;

/** A path, or with `/*` at its end everything below it, and who answers there. */
export interface Route {
  readonly path: string;
  readonly handle: Handler;
}

/** Handlers by method; PUT and POST are the same. Spec 07 §1 rule 6. */
export function byMethod(handlers: {
  readonly GET?: Handler;
  readonly write?: Handler;
  readonly DELETE?: Handler;
}): Handler {
  return (call) => {
    const handler = handlerOf(handlers, call.method);
    if (handler === undefined) throw new ApiError(405, "Invalid method");
    return handler(call);
  };
}

function handlerOf(handlers: Parameters<typeof byMethod>[0], method: string): Handler | undefined {
  switch (method) {
    case "GET":
      return handlers.GET;
    case "PUT":
    case "POST":
      return handlers.write;
    case "DELETE":
      return handlers.DELETE;
    default:
      return undefined;
  }
}

/**
 * The members of the body.
 *
 * @throws {ApiError} 400 for an empty body, or one that is no JSON object.
 */
export function readMembers(call: Call): RequestMembers {
  if (call.body.trim() === "") throw new ApiError(400, "Request body is empty");
  return new RequestMembers(readJson(call.body));
}

/** The same where the body may be missing. */
export function readOptionalMembers(call: Call): RequestMembers {
  return call.body.trim() === "" ? new RequestMembers({}) : readMembers(call);
}

function readJson(text: string): JsonValue {
  try {
    return parseFirstJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new ApiError(400, error.message);
    throw error;
  }
}

/** What the simulation cannot do yet. */
export function notSimulated(what: string): ApiError {
  return new ApiError(501, `${what} not simulated yet`);
}
