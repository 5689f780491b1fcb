import type { JsonObject } from "../../model/json.js";
import type { Timestamp } from "./nanoseconds.js";

/** A token with its secret (spec 07 §14). */
export interface AclToken {
  readonly AccessorID: string;
  readonly SecretID: string;
  readonly Name: string;
  readonly Type: string;
  readonly Policies: readonly string[] | null;
  readonly Roles: readonly AclRoleLink[] | null;
  readonly Global: boolean;
  readonly CreateTime: Timestamp;
  readonly ExpirationTime?: Timestamp;
  readonly ExpirationTTL: string;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

export interface AclRoleLink {
  readonly ID: string;
  readonly Name: string;
}

/** A row of `/v1/acl/tokens`. */
export type AclTokenStub = Omit<AclToken, "SecretID" | "ExpirationTTL">;

/** What a policy allows, in HCL. */
export interface AclPolicy extends JsonObject {
  readonly Name: string;
  readonly Description: string;
  readonly Rules: string;
  readonly JobACL: AclPolicyJob | null;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

/** The workload that a policy belongs to. */
export interface AclPolicyJob extends JsonObject {
  readonly Namespace: string;
  readonly JobID: string;
  readonly Group: string;
  readonly Task: string;
}

/** A row of `/v1/acl/policies`. */
export interface AclPolicyStub {
  readonly Name: string;
  readonly Description: string;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}
