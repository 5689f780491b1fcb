import type { ClientAllocationsApi } from "../nomadApi/clientAllocations.js";
import { type HttpClient, segment } from "./client.js";

export function httpClientAllocations({ write }: HttpClient): ClientAllocationsApi {
  const path = (allocationId: string) => `/v1/client/allocation/${segment(allocationId)}`;
  return {
    restartAllocation: (allocationId, request, query) =>
      write("PUT", `${path(allocationId)}/restart`, query, {}, request),
    signalAllocation: (allocationId, request, query) =>
      write("PUT", `${path(allocationId)}/signal`, query, {}, request),
  };
}
