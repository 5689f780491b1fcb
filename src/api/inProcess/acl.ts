import { disabledToken } from "../build/disabledToken.js";
import type { AclApi } from "../nomadApi/acl.js";
import { ApiError } from "../nomadApi.js";

/** ACLs are off, and every request but one says so. Spec 07 §14. */
export function aclApi(): AclApi {
  const refuse = async () => {
    throw new ApiError(400, "ACL support disabled");
  };
  return {
    bootstrapAcl: refuse,
    listAclPolicies: refuse,
    readAclPolicy: refuse,
    applyAclPolicy: refuse,
    deleteAclPolicy: refuse,
    listAclTokens: refuse,
    readAclToken: refuse,
    readOwnAclToken: async () => disabledToken,
    createAclToken: refuse,
    updateAclToken: refuse,
    deleteAclToken: refuse,
  };
}
