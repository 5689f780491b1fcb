/** `/v1/namespace/:name` (spec 07 §17.4). */
export interface ApiNamespace {
  readonly Name: string;
  readonly Description: string;
  readonly Quota: string;
  readonly Capabilities: ApiNamespaceCapabilities | null;
  readonly NodePoolConfiguration: ApiNamespacePools | null;
  readonly VaultConfiguration: ApiAllowedClusters | null;
  readonly ConsulConfiguration: ApiAllowedClusters | null;
  readonly Meta: Readonly<Record<string, string>> | null;
  readonly RequiredExtraClaims?: Readonly<Record<string, string>> | null;
  readonly OptionalExtraClaims?: Readonly<Record<string, string>> | null;
  /** Of the content; only what the server answers has it. */
  readonly Hash?: string | null;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

export interface ApiNamespaceCapabilities {
  readonly EnabledTaskDrivers: readonly string[] | null;
  readonly DisabledTaskDrivers: readonly string[] | null;
  readonly EnabledNetworkModes: readonly string[] | null;
  readonly DisabledNetworkModes: readonly string[] | null;
}

/** Enterprise. */
export interface ApiNamespacePools {
  readonly Default: string;
  readonly Allowed: readonly string[] | null;
  readonly Denied: readonly string[] | null;
}

/** Enterprise. */
export interface ApiAllowedClusters {
  readonly Default: string;
  readonly Allowed: readonly string[] | null;
  readonly Denied: readonly string[] | null;
}
