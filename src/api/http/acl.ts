import type { AclApi } from "../nomadApi/acl.js";
import { type HttpClient, segment } from "./client.js";

/** The requests of {@link AclApi}. */
export function aclRequests({ read, write }: HttpClient): AclApi {
  const policyPath = (name: string) => `/v1/acl/policy/${segment(name)}`;
  const tokenPath = (accessorId: string) => `/v1/acl/token/${segment(accessorId)}`;
  return {
    bootstrapAcl: (secret, query) => write("PUT", "/v1/acl/bootstrap", query, {}, { BootstrapSecret: secret }),
    listAclPolicies: (query) => read("/v1/acl/policies", query),
    readAclPolicy: (name, query) => read(policyPath(name), query),
    applyAclPolicy: (policy, query) => write("PUT", policyPath(policy.Name), query, {}, policy),
    deleteAclPolicy: (name, query) => write("DELETE", policyPath(name), query),
    listAclTokens: (query) => read("/v1/acl/tokens", query),
    readAclToken: async (accessorId, query) => (await read<never>(tokenPath(accessorId), query)).value,
    readOwnAclToken: async (query) => (await read<never>("/v1/acl/token/self", query)).value,
    createAclToken: (token, query) => write("PUT", "/v1/acl/token", query, {}, token),
    updateAclToken: (token, query) => write("PUT", tokenPath(token.AccessorID), query, {}, token),
    deleteAclToken: (accessorId, query) => write("DELETE", tokenPath(accessorId), query),
  };
}
