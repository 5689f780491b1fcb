import type { ApiNamespace, ApiNamespaceCapabilities, ApiNamespacePools } from "../../api/objects/namespace.js";
import type { Specification } from "../../jobspec/hcl/specification.js";
import {
  blockOf,
  mapNamed,
  parseHclSpecification,
  parseJsonSpecification,
  type SpecificationText,
  textOf,
  textsOf,
} from "../specificationFile.js";

/** A namespace of which nothing is known but its name. */
export function newNamespace(name: string): ApiNamespace {
  return {
    Name: name,
    Description: "",
    Quota: "",
    Capabilities: null,
    NodePoolConfiguration: null,
    VaultConfiguration: null,
    ConsulConfiguration: null,
    Meta: null,
    CreateIndex: 0,
    ModifyIndex: 0,
    RequiredExtraClaims: null,
    OptionalExtraClaims: null,
  };
}

/** The namespace of a file in HCL. @throws {Error} with the complaint. */
export async function namespaceOfHcl(text: SpecificationText): Promise<ApiNamespace> {
  const specification = await parseHclSpecification(text);
  const { values } = specification;
  return {
    ...newNamespace(textOf(values.name)),
    Description: textOf(values.description),
    Quota: textOf(values.quota),
    Capabilities: capabilitiesOf(blockOf(specification, "capabilities")),
    NodePoolConfiguration: namesOf(blockOf(specification, "node_pool_config")),
    VaultConfiguration: namesOf(blockOf(specification, "vault")),
    ConsulConfiguration: namesOf(blockOf(specification, "consul")),
    Meta: mapNamed(specification, "meta"),
    RequiredExtraClaims: mapNamed(specification, "required_extra_claims"),
    OptionalExtraClaims: mapNamed(specification, "optional_extra_claims"),
  };
}

/** The namespace of a file in JSON, which has the members of the API. @throws {Error} with the complaint. */
export function namespaceOfJson(text: SpecificationText): ApiNamespace {
  const given = parseJsonSpecification(text) as unknown as Partial<ApiNamespace>;
  const known = Object.keys(newNamespace("")) as (keyof ApiNamespace)[];
  const members = known.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const]));
  return { ...newNamespace(""), ...Object.fromEntries(members) };
}

function capabilitiesOf(block: Specification | undefined): ApiNamespaceCapabilities | null {
  if (block === undefined) return null;
  return {
    EnabledTaskDrivers: textsOf(block.values.enabled_task_drivers),
    DisabledTaskDrivers: textsOf(block.values.disabled_task_drivers),
    EnabledNetworkModes: textsOf(block.values.enabled_network_modes),
    DisabledNetworkModes: textsOf(block.values.disabled_network_modes),
  };
}

function namesOf(block: Specification | undefined): ApiNamespacePools | null {
  if (block === undefined) return null;
  const { values } = block;
  return { Default: textOf(values.default), Allowed: textsOf(values.allowed), Denied: textsOf(values.denied) };
}
