/** A room of its own for job IDs (spec 05 §17). */
export interface Namespace {
  readonly name: string;
  readonly description: string;
  readonly meta: Readonly<Record<string, string>>;
  /** Undefined allows everything. */
  readonly capabilities: NamespaceCapabilities | undefined;
  readonly createIndex: number;
  readonly modifyIndex: number;
}

/** The task drivers and network modes that jobs may use; without a list of enabled ones all, and disabled wins (spec 05 §5). */
export interface NamespaceCapabilities {
  readonly enabledTaskDrivers: readonly string[] | undefined;
  readonly disabledTaskDrivers: readonly string[] | undefined;
  readonly enabledNetworkModes: readonly string[] | undefined;
  readonly disabledNetworkModes: readonly string[] | undefined;
}

/** It is there from the start and stays (spec 07 §11). */
export const defaultNamespace: Namespace = {
  name: "default",
  description: "Default shared namespace",
  meta: {},
  capabilities: undefined,
  createIndex: 1,
  modifyIndex: 1,
};
