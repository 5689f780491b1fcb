import type { JsonObject } from "../../model/json.js";
import type { Service } from "../../model/service.js";
import { rawKind } from "../schema/block.js";
import { identitySchema } from "../schema/identity.js";

const identityKind = rawKind(identitySchema);
const defaultAudience = ["nomadproject.io"];

/** Every task has the default identity; what a job file says of it is kept. Spec 05 §3.10. */
export function taskIdentity(identity: JsonObject | undefined): JsonObject {
  const given = identity ?? identityKind.complete({});
  const audience = given.Audience === null || given.Audience === undefined ? defaultAudience : given.Audience;
  return { ...given, Name: given.Name || "default", Audience: audience };
}

/** The identity of a Consul service is named for its service, whatever the job file calls it. Spec 05 §3.11. */
export function serviceIdentity(service: Service): JsonObject | undefined {
  const { identity, provider, taskName, name, portLabel } = service;
  if (identity === undefined || provider !== "consul") return identity;
  const owner = taskName === "" ? name : `${taskName}-${name}`;
  return { ...identity, Name: `consul-service_${owner}-${portLabel}`, ServiceName: name };
}
