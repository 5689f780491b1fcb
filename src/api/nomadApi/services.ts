import type { JsonObject } from "../../model/json.js";
import type { Answer, Query } from "../nomadApi.js";
import type { ServiceListStub, ServiceRegistration } from "../objects/service.js";

/** Nomad's own service discovery, and storage (spec 07 §8.2). */
export interface ServiceApi {
  listServices(query?: Query): Promise<Answer<readonly ServiceListStub[]>>;
  listServiceRegistrations(name: string, query?: Query): Promise<Answer<readonly ServiceRegistration[]>>;
  deleteServiceRegistration(name: string, registrationId: string, query?: Query): Promise<void>;
  listVolumes(type: "host" | "csi", filters: VolumeFilters, query?: Query): Promise<Answer<readonly JsonObject[]>>;
  listPlugins(query?: Query): Promise<Answer<readonly JsonObject[]>>;
}

export interface VolumeFilters {
  readonly pluginId?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly nodePool?: string | undefined;
}
