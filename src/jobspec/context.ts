import type { NamespaceCapabilities } from "../model/namespace.js";
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

/** A namespace that jobs may be registered in, and the task drivers and network modes it allows. Spec 05 §5. */
export interface AdmittedNamespace {
  readonly name: string;
  readonly capabilities?: Partial<NamespaceCapabilities> | undefined;
}
