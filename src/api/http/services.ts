import type { ServiceApi } from "../nomadApi/services.js";
import { type HttpClient, segment } from "./client.js";

/** The requests of {@link ServiceApi}. */
export function serviceRequests({ read, write }: HttpClient): ServiceApi {
  return {
    listServices: (query) => read("/v1/services", query),
    listServiceRegistrations: (name, query) => read(`/v1/service/${segment(name)}`, query),
    deleteServiceRegistration: (name, registrationId, query) =>
      write("DELETE", `/v1/service/${segment(name)}/${segment(registrationId)}`, query),
    listVolumes: (type, { pluginId, nodeId, nodePool }, query) =>
      read("/v1/volumes", query, {
        type,
        ...(pluginId === undefined ? {} : { plugin_id: pluginId }),
        ...(nodeId === undefined ? {} : { node_id: nodeId }),
        ...(nodePool === undefined ? {} : { node_pool: nodePool }),
      }),
    listPlugins: (query) => read("/v1/plugins", query, { type: "csi" }),
  };
}
