import type { JsonObject } from "./json.js";
import type { Milliseconds } from "./time.js";

/** A service that a group or a task registers: what a deployment's health needs of it (spec 05 §3.11). */
export interface Service {
  readonly name: string;
  readonly taskName: string;
  readonly portLabel: string;
  readonly addressMode: string;
  readonly address: string;
  readonly enableTagOverride: boolean;
  readonly tags: readonly string[];
  readonly canaryTags: readonly string[];
  readonly checks: readonly ServiceCheck[];
  readonly connect: JsonObject | undefined;
  readonly meta: Readonly<Record<string, string>>;
  readonly canaryMeta: Readonly<Record<string, string>>;
  readonly weights: JsonObject | undefined;
  readonly taggedAddresses: Readonly<Record<string, string>>;
  readonly namespace: string;
  readonly onUpdate: string;
  readonly provider: string;
  readonly cluster: string;
  readonly identity: JsonObject | undefined;
  readonly kind: string;
}

export interface ServiceCheck {
  readonly name: string;
  readonly type: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly path: string;
  readonly protocol: string;
  readonly portLabel: string;
  readonly expose: boolean;
  readonly addressMode: string;
  readonly intervalMs: Milliseconds;
  readonly timeoutMs: Milliseconds;
  readonly initialStatus: string;
  readonly notes: string;
  readonly tlsServerName: string;
  readonly tlsSkipVerify: boolean;
  readonly method: string;
  readonly header: Readonly<Record<string, readonly string[]>>;
  readonly checkRestart:
    | { readonly limit: number; readonly graceMs: Milliseconds; readonly ignoreWarnings: boolean }
    | undefined;
  readonly grpcService: string;
  readonly grpcUseTls: boolean;
  readonly taskName: string;
  readonly successBeforePassing: number;
  readonly failuresBeforeCritical: number;
  readonly failuresBeforeWarning: number;
  readonly body: string;
  readonly onUpdate: string;
}
