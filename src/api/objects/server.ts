import type { JsonObject } from "../../model/json.js";

/** A server as gossip knows it (spec 07 §13). */
export interface ApiServerMember {
  readonly Name: string;
  readonly Addr: string;
  readonly Port: number;
  readonly Tags: Readonly<Record<string, string>>;
  readonly Status: string;
  readonly ProtocolMin: number;
  readonly ProtocolMax: number;
  readonly ProtocolCur: number;
  readonly DelegateMin: number;
  readonly DelegateMax: number;
  readonly DelegateCur: number;
}

/** `/v1/agent/members`. */
export interface ServerMembers {
  readonly ServerName: string;
  readonly ServerRegion: string;
  readonly ServerDC: string;
  readonly Members: readonly ApiServerMember[] | null;
}

/** `/v1/agent/self`: its statistics are texts by group and name. */
export interface AgentSelf {
  readonly config: JsonObject;
  readonly member: ApiServerMember;
  readonly stats: Readonly<Record<string, Readonly<Record<string, string>>>> | null;
}

/** `/v1/operator/raft/configuration`. */
export interface RaftConfiguration {
  readonly Index: number;
  readonly Servers: readonly RaftServer[] | null;
}

export interface RaftServer {
  readonly ID: string;
  readonly Node: string;
  readonly Address: string;
  readonly Leader: boolean;
  readonly Voter: boolean;
  readonly RaftProtocol: string;
}

/** `/v1/operator/autopilot/configuration`; durations are Go's texts. */
export interface AutopilotConfiguration {
  readonly LastContactThreshold: string;
  readonly ServerStabilizationTime: string;
  readonly CleanupDeadServers: boolean;
  readonly MaxTrailingLogs: number;
  readonly MinQuorum: number;
  readonly EnableRedundancyZones: boolean;
  readonly DisableUpgradeMigration: boolean;
  readonly EnableCustomUpgrades: boolean;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

/** `/v1/operator/autopilot/health`. */
export interface AutopilotHealth {
  readonly Healthy: boolean;
  readonly FailureTolerance: number;
  readonly Leader: string;
  readonly Voters: readonly string[] | null;
  readonly Servers: readonly AutopilotServer[] | null;
}

export interface AutopilotServer {
  readonly ID: string;
  readonly Name: string;
  readonly Address: string;
  readonly SerfStatus: string;
  readonly Version: string;
  readonly Leader: boolean;
  readonly Voter: boolean;
  readonly Healthy: boolean;
  readonly LastContact: string;
  readonly LastTerm: number;
  readonly LastIndex: number;
  readonly StableSince: string;
}
