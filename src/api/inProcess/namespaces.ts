import type { Simulator } from "../../cluster/simulator.js";
import { entriesWithPrefix } from "../../model/table.js";
import { namespaceObject, namespaceRequest } from "../build/namespaces.js";
import type { NamespaceApi } from "../nomadApi/namespaces.js";
import { ApiError } from "../nomadApi.js";
import { performRequest } from "./requests.js";

/** Namespaces of a simulated cluster. */
export function namespaces(simulator: Simulator): NamespaceApi {
  return {
    listNamespaces: async (query) => {
      const { world } = simulator;
      const found = entriesWithPrefix(world.namespaces, query?.prefix ?? "");
      return { value: found.map(([, namespace]) => namespaceObject(namespace)), index: world.index };
    },
    readNamespace: async (name) => {
      const namespace = simulator.world.namespaces.get(name);
      if (namespace === undefined) throw new ApiError(404, "Namespace not found");
      return { value: namespaceObject(namespace), index: namespace.modifyIndex };
    },
    applyNamespace: async (namespace) => {
      // Governance by pools is Enterprise (spec 05 §19).
      if (namespace.NodePoolConfiguration !== null)
        throw new ApiError(500, "invalid node pool configuration: Node Pools Governance is unlicensed.");
      performRequest(simulator, { kind: "apply-namespace", namespace: namespaceRequest(namespace) });
    },
    deleteNamespace: async (name) => {
      performRequest(simulator, { kind: "delete-namespace", name });
    },
  };
}
