import type { Query } from "../nomadApi.js";
import type { AgentSelf, ServerMembers } from "../objects/server.js";

/** What the agent says of itself, and of the servers (spec 07 §13). */
export interface AgentApi {
  readAgent(query?: Query): Promise<AgentSelf>;
  listServers(query?: Query): Promise<ServerMembers>;
  /** The address of the leader of the query's region. */
  readLeader(query?: Query): Promise<string>;
  forceLeave(server: string, prunes: boolean, query?: Query): Promise<void>;
  /** Answers how many of the addresses were joined; an error says why none was. */
  joinServers(addresses: readonly string[], query?: Query): Promise<JoinResponse>;
}

export interface JoinResponse {
  readonly num_joined: number;
  readonly error: string;
}
