import type { Answer, Query } from "../nomadApi.js";
import type { ApiSchedulerConfiguration, SchedulerConfigurationResponse } from "../objects/schedulerConfiguration.js";
import type { AutopilotConfiguration, AutopilotHealth, RaftConfiguration } from "../objects/server.js";

/** A request as an operator puts it together by hand. */
export interface RawRequest {
  readonly method: string;
  /** From `/v1/` on, as it is to be sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** How the cluster as a whole is run (spec 07 §8.3, §13). */
export interface OperatorApi {
  readSchedulerConfiguration(query?: Query): Promise<Answer<SchedulerConfigurationResponse>>;
  /** Replaces the whole configuration if its index still is `expectedIndex`; answers whether it did. */
  writeSchedulerConfiguration(
    configuration: ApiSchedulerConfiguration,
    expectedIndex: number,
    query?: Query,
  ): Promise<{ readonly Updated: boolean; readonly Index: number }>;

  readAutopilotConfiguration(query?: Query): Promise<AutopilotConfiguration>;
  /** The same for the autopilot. */
  writeAutopilotConfiguration(
    configuration: AutopilotConfiguration,
    expectedIndex: number,
    query?: Query,
  ): Promise<boolean>;
  readAutopilotHealth(query?: Query): Promise<AutopilotHealth>;

  readRaftConfiguration(query?: Query): Promise<RaftConfiguration>;
  removeRaftPeer(peer: RaftPeer, query?: Query): Promise<void>;
  transferRaftLeadership(peer: RaftPeer, query?: Query): Promise<void>;

  /** The refusal of the community edition. */
  readLicense(query?: Query): Promise<never>;

  /** Whatever the answer's status is. */
  request(request: RawRequest, query?: Query): Promise<{ readonly status: number; readonly body: string }>;
}

/** A server by its ID or its address. */
export type RaftPeer = { readonly id: string } | { readonly address: string };
