import { ApiError } from "../../api/nomadApi.js";
import type { Reply, Route } from "../call.js";
import { byMethod } from "../call.js";

/** What only Nomad Enterprise has. Spec 07 §5, §22. */
export const enterpriseRoutes: readonly Route[] = [
  { path: "/v1/operator/license", handle: byMethod({ GET: noLicense, write: enterpriseOnly }) },
  { path: "/v1/quotas", handle: enterpriseOnly },
  { path: "/v1/quota", handle: enterpriseOnly },
  { path: "/v1/quota/*", handle: enterpriseOnly },
  { path: "/v1/quota-usages", handle: enterpriseOnly },
  { path: "/v1/sentinel/policies", handle: enterpriseOnly },
  { path: "/v1/sentinel/policy/*", handle: enterpriseOnly },
  { path: "/v1/recommendations", handle: enterpriseOnly },
  { path: "/v1/recommendations/*", handle: enterpriseOnly },
  { path: "/v1/recommendation/*", handle: enterpriseOnly },
];

function noLicense(): Reply {
  return { kind: "empty", status: 204 };
}

function enterpriseOnly(): never {
  throw new ApiError(501, "Nomad Enterprise only endpoint");
}
