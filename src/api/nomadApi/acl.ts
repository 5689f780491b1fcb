import type { Answer, Query } from "../nomadApi.js";
import type { AclPolicy, AclPolicyStub, AclToken, AclTokenStub } from "../objects/acl.js";

/** Tokens and policies (spec 07 §14). */
export interface AclApi {
  /** @param secret The secret ID that the first token is to have; empty for any. */
  bootstrapAcl(secret: string, query?: Query): Promise<AclToken>;
  listAclPolicies(query?: Query): Promise<Answer<readonly AclPolicyStub[]>>;
  readAclPolicy(name: string, query?: Query): Promise<Answer<AclPolicy>>;
  applyAclPolicy(policy: AclPolicy, query?: Query): Promise<void>;
  deleteAclPolicy(name: string, query?: Query): Promise<void>;
  listAclTokens(query?: Query): Promise<Answer<readonly AclTokenStub[]>>;
  readAclToken(accessorId: string, query?: Query): Promise<AclToken>;
  /** The token that the request is made with. */
  readOwnAclToken(query?: Query): Promise<AclToken>;
  createAclToken(token: AclToken, query?: Query): Promise<AclToken>;
  updateAclToken(token: AclToken, query?: Query): Promise<AclToken>;
  deleteAclToken(accessorId: string, query?: Query): Promise<void>;
}
