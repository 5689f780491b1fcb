import type { NamespaceApi } from "../nomadApi/namespaces.js";
import { type HttpClient, segment } from "./client.js";

/** The requests of {@link NamespaceApi}. */
export function namespaceRequests({ read, write }: HttpClient): NamespaceApi {
  const path = (name: string) => `/v1/namespace/${segment(name)}`;
  return {
    listNamespaces: (query) => read("/v1/namespaces", query),
    readNamespace: (name, query) => read(path(name), query),
    applyNamespace: (namespace, query) => write("PUT", "/v1/namespace", query, {}, namespace),
    deleteNamespace: (name, query) => write("DELETE", path(name), query),
  };
}
