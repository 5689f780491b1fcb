import type { Instant } from "../model/time.js";

/** What admission knows of the cluster and the request. Spec 05 §5. */
export interface AdmissionContext {
  readonly now: Instant;
  readonly region: string;
  readonly namespaces: readonly AdmittedNamespace[];
  readonly nodePools: readonly string[];
  readonly memoryOversubscription: boolean;
  /** The request's own namespace and region; they win over the job's. */
  readonly queryNamespace?: string;
  readonly queryRegion?: string;
}

/** A namespace that jobs may be registered in, and the task drivers and network modes it allows. */
export interface AdmittedNamespace {
  readonly name: string;
  readonly capabilities?: NamespaceCapabilities;
}

/** An empty list of enabled ones allows all; disabled wins. Spec 05 §5. */
interface NamespaceCapabilities {
  readonly enabledTaskDrivers?: readonly string[];
  readonly disabledTaskDrivers?: readonly string[];
  readonly enabledNetworkModes?: readonly string[];
  readonly disabledNetworkModes?: readonly string[];
}
