import { parseJson, writeJson } from "../json.js";
import { withNanoseconds } from "../nanosecondMembers.js";
import { type Answer, ApiError, type Query } from "../nomadApi.js";
import { checkedAddress } from "./address.js";

/** A request as this client makes it. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** An answer of any status; headers by lower-case name. */
export interface HttpResponse {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: string;
}

/**
 * Makes one request. A broken connection is thrown as an Error whose message says what went wrong below HTTP, as Go says
 * it: `dial tcp 127.0.0.1:4646: connect: connection refused`. An error that {@link HttpOptions.passes} is thrown on as it is.
 */
export type FetchLike = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions {
  readonly token?: string | undefined;
  /** Errors of `fetchLike` that are no broken connection, for instance an interruption. */
  readonly passes?: (error: unknown) => boolean;
}

/** Makes the requests of one API: their addresses, parameters, bodies and answers. Spec 07 §2 to §5. */
export class HttpClient {
  readonly address: string;
  private readonly fetchLike: FetchLike;
  private readonly options: HttpOptions;

  /** @throws {Error} when the address has no scheme or no host. */
  constructor(address: string, fetchLike: FetchLike, options: HttpOptions) {
    this.address = checkedAddress(address);
    this.fetchLike = fetchLike;
    this.options = options;
  }

  readonly read = async <Value>(
    path: string,
    query: Query | undefined,
    more: UrlParameters = {},
  ): Promise<Answer<Value>> => {
    const response = await this.send("GET", path, query, more);
    return {
      value: decoded<Value>(response.body),
      index: Number(response.header("x-nomad-index") ?? 0),
      nextToken: response.header("x-nomad-nexttoken"),
    };
  };

  /** An answer that is no JSON, or more than one. */
  readonly readText = async (path: string, query: Query | undefined, more: UrlParameters = {}): Promise<string> =>
    (await this.send("GET", path, query, more)).body;

  readonly write = async <Value>(
    method: "PUT" | "POST" | "DELETE",
    path: string,
    query: Query | undefined,
    more: UrlParameters = {},
    body?: object,
  ): Promise<Value> => decoded<Value>((await this.send(method, path, query, more, body)).body);

  private async send(
    method: string,
    path: string,
    query: Query | undefined,
    more: UrlParameters,
    body?: object,
  ): Promise<HttpResponse> {
    const text = body === undefined ? undefined : writeJson(body);
    const response = await this.exchange({ method, path, query, more, body: text });
    if (response.status !== 200) throw new ApiError(response.status, response.body);
    return response;
  }

  /** One request and its answer, of any status. */
  async exchange({ method, path, query, more = {}, headers = {}, body }: HttpExchange): Promise<HttpResponse> {
    const parameters = searchText({ ...queryParameters(query ?? {}), ...more });
    const joined = path.includes("?") && parameters !== "" ? parameters.replace("?", "&") : parameters;
    const url = `${this.address}${path}${joined}`;
    const token = this.options.token === undefined ? {} : { "X-Nomad-Token": this.options.token };
    const request: HttpRequest = {
      method,
      url,
      headers: { ...token, ...headers },
      ...(body === undefined ? {} : { body }),
    };
    const response = await this.fetchLike(request).catch((error: unknown) => {
      if (!(error instanceof Error) || this.options.passes?.(error)) throw error;
      throw new Error(`${method[0]}${method.slice(1).toLowerCase()} "${url}": ${error.message}`);
    });
    return response;
  }
}

/** Parameters of the address; a list stands there once for each of its values. */
export type UrlParameters = Readonly<Record<string, string | readonly string[]>>;

interface HttpExchange {
  readonly method: string;
  readonly path: string;
  readonly query?: Query | undefined;
  readonly more?: UrlParameters;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** One path segment as Go's `url.PathEscape` writes it. */
export function segment(text: string): string {
  return encodeURIComponent(text).replace(/%(24|26|2B|3A|3D|40)/g, (escaped) => decodeURIComponent(escaped));
}

/** One value as Go's `url.QueryEscape` writes it. */
function queryValue(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, "+");
}

function searchText(parameters: UrlParameters): string {
  const names = Object.keys(parameters).sort();
  if (names.length === 0) return "";
  const pairs = names.flatMap((name) => [parameters[name] ?? ""].flat().map((value) => `${name}=${queryValue(value)}`));
  return `?${pairs.join("&")}`;
}

function queryParameters(query: Query): UrlParameters {
  const { region, namespace, prefix, filter, perPage, nextToken, index, waitMs, stale } = query;
  return {
    ...(region ? { region } : {}),
    ...(namespace ? { namespace } : {}),
    ...(prefix ? { prefix } : {}),
    ...(filter ? { filter } : {}),
    ...(perPage ? { per_page: String(perPage) } : {}),
    ...(nextToken ? { next_token: nextToken } : {}),
    ...(index ? { index: String(index) } : {}),
    ...(waitMs ? { wait: `${waitMs}ms` } : {}),
    ...(stale ? { stale: "" } : {}),
  };
}

function decoded<Value>(body: string): Value {
  return (body.trim() === "" ? undefined : withNanoseconds(parseJson(body))) as Value;
}
