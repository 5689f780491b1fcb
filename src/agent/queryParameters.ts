import type { Query } from "../api/nomadApi.js";
import { ApiError } from "../api/nomadApi.js";
import { parseGoDuration } from "../model/time.js";

/** The parameters that almost every endpoint takes, and what only lists and answers look at. Spec 07 §2. */
export interface CommonParameters extends Query {
  readonly perPage: number;
  readonly reverse: boolean;
  readonly pretty: boolean;
}

/**
 * Reads them in Nomad's order; the first bad one is the answer.
 *
 * @throws {ApiError} 400, or 500 for a region that is not the agent's.
 */
export function readParameters(given: URLSearchParams, ownRegion: string): CommonParameters {
  const region = given.get("region") ?? "";
  if (region !== "" && region !== ownRegion) throw new ApiError(500, "No path to region");
  const stale = given.get("stale");
  if (stale !== null && stale !== "" && readGoBool(stale) === undefined) {
    throw new ApiError(400, "Expect `true` or `false` for `stale` query string parameter");
  }
  const pretty = given.get("pretty");
  return {
    region: region || undefined,
    stale: stale === null ? undefined : stale === "" || readGoBool(stale),
    prefix: given.get("prefix") || undefined,
    namespace: given.get("namespace") || undefined,
    perPage: readPerPage(given.get("per_page")),
    nextToken: given.get("next_token") || undefined,
    filter: given.get("filter") || undefined,
    reverse: given.get("reverse") === "true",
    waitMs: readWait(given.get("wait")),
    index: readIndex(given.get("index")),
    pretty: pretty !== null && pretty !== "0",
  };
}

/**
 * A flag of one endpoint.
 *
 * @param prefix Stands before the words of the error.
 * @throws {ApiError}
 */
export function readFlag(given: URLSearchParams, name: string, status = 500, prefix = ""): boolean | undefined {
  const text = given.get(name);
  if (text === null || text === "") return undefined;
  const value = readGoBool(text);
  if (value !== undefined) return value;
  const parse = `strconv.ParseBool: parsing "${text}": invalid syntax`;
  throw new ApiError(status, `${prefix}Failed to parse value of "${name}" (${text}) as a bool: ${parse}`);
}

/** The words that Go takes for a truth value. */
export function readGoBool(text: string): boolean | undefined {
  if (["1", "t", "T", "TRUE", "true", "True"].includes(text)) return true;
  if (["0", "f", "F", "FALSE", "false", "False"].includes(text)) return false;
  return undefined;
}

function readPerPage(text: string | null): number {
  if (text === null || text === "") return 0;
  if (!/^[+-]?\d{1,10}$/.test(text)) throw new ApiError(400, "Expect a number for `per_page` query string parameter");
  return Number(text);
}

function readWait(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  const duration = parseGoDuration(text);
  if (duration === undefined) throw new ApiError(400, "Invalid wait time");
  return duration;
}

function readIndex(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  if (!/^\d{1,20}$/.test(text)) throw new ApiError(400, "Invalid index");
  return Number(text);
}
