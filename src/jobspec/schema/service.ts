import type { Service, ServiceCheck } from "../../model/service.js";
import { block, rawBlock } from "./block.js";
import { boolean, duration, field, integer, list, living, nested, opaque, raw, text, textMap, texts } from "./field.js";
import { identitySchema } from "./identity.js";
import { textsMapKind } from "./kind.js";

type CheckRestart = NonNullable<ServiceCheck["checkRestart"]>;

/** A check as a client may send it. */
export interface CheckForm extends ServiceCheck {
  readonly advertise: string;
}

/** A service as a client may send it: with a `check_restart` that its checks inherit. */
export interface ServiceForm extends Omit<Service, "checks"> {
  readonly checks: readonly CheckForm[];
  readonly checkRestart: CheckRestart | undefined;
}

export const checkRestartSchema = block<CheckRestart>("CheckRestart", {
  limit: integer("Limit"),
  graceMs: duration("Grace", 1000),
  ignoreWarnings: boolean("IgnoreWarnings"),
});

/** A check of a service. Spec 05 §3.11. */
export const checkSchema = block<CheckForm>("ServiceCheck", {
  name: text("Name"),
  type: text("Type"),
  command: text("Command"),
  args: texts("Args"),
  path: text("Path"),
  protocol: text("Protocol"),
  portLabel: text("PortLabel"),
  expose: boolean("Expose"),
  addressMode: text("AddressMode"),
  advertise: living("submission", text("Advertise")),
  intervalMs: duration("Interval"),
  timeoutMs: duration("Timeout"),
  initialStatus: text("InitialStatus"),
  notes: text("Notes"),
  tlsServerName: text("TLSServerName"),
  tlsSkipVerify: boolean("TLSSkipVerify"),
  method: text("Method"),
  header: field("Header", textsMapKind, {}),
  checkRestart: nested("CheckRestart", checkRestartSchema),
  grpcService: text("GRPCService"),
  grpcUseTls: boolean("GRPCUseTLS"),
  taskName: text("TaskName"),
  successBeforePassing: integer("SuccessBeforePassing"),
  failuresBeforeCritical: integer("FailuresBeforeCritical"),
  failuresBeforeWarning: integer("FailuresBeforeWarning"),
  body: text("Body"),
  onUpdate: text("OnUpdate"),
});

export const weightsSchema = rawBlock("ServiceWeights", [integer("Passing"), integer("Warning")]);

/** A service of a group or a task. Spec 05 §3.11. */
export const serviceSchema = block<ServiceForm>("Service", {
  name: text("Name"),
  taskName: text("TaskName"),
  portLabel: text("PortLabel"),
  addressMode: text("AddressMode"),
  address: text("Address"),
  enableTagOverride: boolean("EnableTagOverride"),
  tags: texts("Tags"),
  canaryTags: texts("CanaryTags"),
  checks: list("Checks", checkSchema),
  checkRestart: living("submission", nested("CheckRestart", checkRestartSchema)),
  connect: opaque("Connect"),
  meta: textMap("Meta"),
  canaryMeta: textMap("CanaryMeta"),
  weights: raw("Weights", weightsSchema),
  taggedAddresses: textMap("TaggedAddresses"),
  namespace: text("Namespace"),
  onUpdate: text("OnUpdate"),
  provider: text("Provider"),
  cluster: text("Cluster"),
  identity: raw("Identity", identitySchema),
  kind: text("Kind"),
});
