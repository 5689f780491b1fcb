import type { NamespaceRequest } from "../../model/action.js";
import type { Namespace, NamespaceCapabilities } from "../../model/namespace.js";
import type { ApiNamespace, ApiNamespaceCapabilities } from "../objects/namespace.js";
import { contentHash } from "./contentHash.js";

/** `/v1/namespace/:name`. Spec 07 §17.4. */
export function namespaceObject(namespace: Namespace): ApiNamespace {
  const { name, description, meta, capabilities } = namespace;
  return {
    Name: name,
    Description: description,
    Quota: "",
    Capabilities: capabilities === undefined ? null : capabilitiesObject(capabilities),
    NodePoolConfiguration: null,
    VaultConfiguration: null,
    ConsulConfiguration: null,
    Meta: Object.keys(meta).length === 0 ? null : meta,
    RequiredExtraClaims: null,
    OptionalExtraClaims: null,
    Hash: contentHash([name, description, meta, capabilities]),
    CreateIndex: namespace.createIndex,
    ModifyIndex: namespace.modifyIndex,
  };
}

function capabilitiesObject(capabilities: NamespaceCapabilities): ApiNamespaceCapabilities {
  return {
    EnabledTaskDrivers: capabilities.enabledTaskDrivers ?? null,
    DisabledTaskDrivers: capabilities.disabledTaskDrivers ?? null,
    EnabledNetworkModes: capabilities.enabledNetworkModes ?? null,
    DisabledNetworkModes: capabilities.disabledNetworkModes ?? null,
  };
}

/** The other way: what is asked of the cluster. */
export function namespaceRequest(given: ApiNamespace): NamespaceRequest {
  const { Capabilities } = given;
  return {
    name: given.Name,
    description: given.Description,
    quota: given.Quota,
    meta: given.Meta ?? {},
    capabilities:
      Capabilities === null
        ? undefined
        : {
            enabledTaskDrivers: Capabilities.EnabledTaskDrivers ?? undefined,
            disabledTaskDrivers: Capabilities.DisabledTaskDrivers ?? undefined,
            enabledNetworkModes: Capabilities.EnabledNetworkModes ?? undefined,
            disabledNetworkModes: Capabilities.DisabledNetworkModes ?? undefined,
          },
  };
}
