import type { EnterpriseApi, EnterpriseResource } from "../nomadApi/enterprise.js";
import { type HttpClient, segment } from "./client.js";

/** Where a resource's requests go. */
interface EnterprisePaths {
  readonly list: string;
  one(name: string): string;
  write(name: string): string;
}

const paths: Readonly<Record<EnterpriseResource, EnterprisePaths>> = {
  quota: { list: "/v1/quotas", one: (name) => `/v1/quota/${segment(name)}`, write: () => "/v1/quota" },
  "sentinel policy": {
    list: "/v1/sentinel/policies",
    one: (name) => `/v1/sentinel/policy/${segment(name)}`,
    write: (name) => `/v1/sentinel/policy/${segment(name)}`,
  },
  recommendation: {
    list: "/v1/recommendations",
    one: (id) => `/v1/recommendation/${segment(id)}`,
    write: () => "/v1/recommendations/apply",
  },
};

/** The requests of {@link EnterpriseApi}. */
export function enterpriseRequests({ read, write }: HttpClient): EnterpriseApi {
  return {
    listEnterprise: async (resource, query) => (await read<never>(paths[resource].list, query)).value,
    readEnterprise: async (resource, name, query) => (await read<never>(paths[resource].one(name), query)).value,
    writeEnterprise: (resource, name, value, query) => write("PUT", paths[resource].write(name), query, {}, value),
    deleteEnterprise: (resource, name, query) => write("DELETE", paths[resource].one(name), query),
  };
}
