import type { Answer, Query } from "../nomadApi.js";
import type { ApiNamespace } from "../objects/namespace.js";

/** Namespaces (spec 07 §8.2). */
export interface NamespaceApi {
  listNamespaces(query?: Query): Promise<Answer<readonly ApiNamespace[]>>;
  readNamespace(name: string, query?: Query): Promise<Answer<ApiNamespace>>;
  applyNamespace(namespace: ApiNamespace, query?: Query): Promise<void>;
  deleteNamespace(name: string, query?: Query): Promise<void>;
}
