import type { AclToken } from "../objects/acl.js";

/** The answer by which clients see that ACLs are off. Spec 07 §14. */
export const disabledToken: AclToken & { readonly Hash: null } = {
  AccessorID: "acls-disabled",
  SecretID: "",
  Name: "ACLs disabled token",
  Type: "client",
  Policies: null,
  Roles: null,
  Global: false,
  Hash: null,
  CreateTime: "0001-01-01T00:00:00Z",
  ExpirationTime: null,
  ExpirationTTL: "",
  CreateIndex: 0,
  ModifyIndex: 0,
};
