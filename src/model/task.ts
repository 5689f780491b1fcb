import type { Affinity, Constraint } from "./job.js";
import type { JsonObject } from "./json.js";
import type { Service } from "./service.js";
import type { NetworkAsk, RestartPolicy } from "./taskGroup.js";
import type { Milliseconds } from "./time.js";

/** One task of a group (spec 05 §3.10). Blocks without effect in a simulator are kept as the API's JSON. */
export interface Task {
  readonly name: string;
  readonly driver: string;
  readonly user: string;
  readonly config: JsonObject | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly meta: Readonly<Record<string, string>>;
  readonly resources: TaskResources;
  readonly restart: RestartPolicy;
  readonly lifecycle: Lifecycle | undefined;
  readonly leader: boolean;
  readonly killTimeoutMs: Milliseconds;
  readonly killSignal: string;
  readonly shutdownDelayMs: Milliseconds;
  readonly logs: { readonly maxFiles: number; readonly maxFileSizeMb: number; readonly disabled: boolean };
  readonly constraints: readonly Constraint[];
  readonly affinities: readonly Affinity[];
  readonly services: readonly Service[];
  readonly templates: readonly JsonObject[];
  readonly artifacts: readonly JsonObject[];
  readonly volumeMounts: readonly JsonObject[];
  readonly vault: JsonObject | undefined;
  readonly consul: JsonObject | undefined;
  readonly csiPlugin: JsonObject | undefined;
  readonly dispatchPayload: JsonObject | undefined;
  readonly secrets: readonly JsonObject[];
  readonly actions: readonly JsonObject[];
  readonly identity: JsonObject | undefined;
  readonly identities: readonly JsonObject[];
  readonly scalingPolicies: readonly JsonObject[];
  readonly kind: string;
}

export interface Lifecycle {
  readonly hook: string;
  readonly sidecar: boolean;
}

/** What a task asks for (spec 03 §10.2). */
export interface TaskResources {
  /** MHz; 0 when `cores` is given. */
  readonly cpu: number;
  readonly cores: number;
  readonly memoryMb: number;
  /** 0: none; −1: no limit. */
  readonly memoryMaxMb: number;
  readonly secretsMb: number;
  readonly diskMb: number;
  readonly iops: number;
  readonly networks: readonly NetworkAsk[];
  readonly devices: readonly DeviceAsk[];
  readonly numa: JsonObject | undefined;
}

export interface DeviceAsk {
  /** `type`, `vendor/type` or `vendor/type/name`. */
  readonly name: string;
  readonly count: number;
  readonly constraints: readonly Constraint[];
  readonly affinities: readonly Affinity[];
}
