import type { JsonObject } from "../../../model/json.js";

/** What a job file calls the members of one of the API's types where the rule of names does not tell, and what it leaves out. */
export interface Words {
  /** The API's name → the job file's name, where that is not the API's in snake case. */
  readonly names?: Readonly<Record<string, string>>;
  /** Members that a job file cannot set. */
  readonly hidden?: readonly string[];
  /** The member that the block's label gives. */
  readonly label?: string;
  /** The word for the label in a diagnostic. */
  readonly labelWord?: string;
  /** Members that the API's form always shows: zero values where nothing is set. */
  readonly silent?: JsonObject;
  /** Members that the parser of job files sets where the file is silent. */
  readonly assumed?: JsonObject;
  readonly required?: readonly string[];
  /** Arguments that stand for other members: name → kind (src/jobspec/hcl/reader/rewrite.ts). */
  readonly shorthand?: Readonly<Record<string, string>>;
  /** Blocks that are known and left out on purpose (docs/known-differences.md). */
  readonly leftOut?: readonly string[];
  /** Members that take any integer and are narrowed afterwards. */
  readonly wide?: readonly string[];
}

const targetNames = { LTarget: "attribute", RTarget: "value", Operand: "operator" };
const targetSilence = { LTarget: "", RTarget: "", Operand: "" };
const equality = { Operand: "=" };
const comparisons = {
  version: "text",
  semver: "text",
  regexp: "text",
  set_contains: "text",
  set_contains_any: "text",
  set_contains_all: "text",
};

const policyZeros = { ID: "", Namespace: "", CreateIndex: 0, ModifyIndex: 0 };

/** By the names of the API's types in src/jobspec/schema. Spec 05 §3, §6.6. */
export const vocabulary: Readonly<Record<string, Words>> = {
  Job: {
    names: {
      ParameterizedJob: "parameterized",
      Constraints: "constraint",
      Affinities: "affinity",
      Spreads: "spread",
      TaskGroups: "group",
    },
    hidden: [
      "ParentID",
      "Dispatched",
      "DispatchIdempotencyToken",
      "Payload",
      "ConsulNamespace",
      "VaultNamespace",
      "NomadTokenID",
      "Stop",
      "Status",
      "StatusDescription",
      "Stable",
      "Version",
      "VersionTag",
      "SubmitTime",
      "CreateIndex",
      "ModifyIndex",
      "JobModifyIndex",
    ],
    label: "ID",
    silent: { Dispatched: false },
  },
  Multiregion: { names: { Regions: "region" } },
  MultiregionRegion: { label: "Name", silent: { NodePool: "" } },
  JobUIConfig: { names: { Links: "link" } },
  PeriodicConfig: { names: { Spec: "cron", Specs: "crons" }, hidden: ["SpecType"] },
  ParameterizedJobConfig: { silent: { Payload: "" } },
  TaskGroup: {
    names: {
      RestartPolicy: "restart",
      ReschedulePolicy: "reschedule",
      Constraints: "constraint",
      Affinities: "affinity",
      Spreads: "spread",
      Networks: "network",
      Services: "service",
      Volumes: "volume",
      Tasks: "task",
    },
    label: "Name",
  },
  EphemeralDisk: { names: { SizeMB: "size" } },
  VolumeRequest: {
    label: "Name",
    silent: {
      Type: "",
      Source: "",
      ReadOnly: false,
      Sticky: false,
      AccessMode: "",
      AttachmentMode: "",
      PerAlloc: false,
    },
  },
  CSIMountOptions: { names: { FSType: "fs_type" } },
  Constraint: {
    names: targetNames,
    silent: targetSilence,
    assumed: equality,
    shorthand: {
      ...comparisons,
      distinct_hosts: "boolean",
      distinct_property: "text",
      is_set: "boolean",
      is_not_set: "boolean",
    },
  },
  Affinity: { names: targetNames, silent: targetSilence, assumed: equality, shorthand: comparisons, wide: ["Weight"] },
  Spread: { names: { SpreadTarget: "target" }, silent: { Attribute: "" } },
  SpreadTarget: { label: "Value", labelWord: "", silent: { Percent: 0 } },
  NetworkResource: {
    names: { MBits: "mbits", ReservedPorts: "port" },
    hidden: ["DynamicPorts"],
    silent: { Mode: "", Device: "", CIDR: "", IP: "", Hostname: "" },
  },
  Port: {
    names: { Value: "static" },
    label: "Label",
    labelWord: "",
    silent: { Value: 0, To: 0, HostNetwork: "", IgnoreCollision: false },
  },
  Service: {
    names: { PortLabel: "port", TaskName: "task", Checks: "check" },
    hidden: ["Namespace"],
    leftOut: ["connect"],
    silent: {
      Name: "",
      TaskName: "",
      PortLabel: "",
      AddressMode: "",
      Address: "",
      EnableTagOverride: false,
      OnUpdate: "",
      Provider: "",
      Cluster: "",
      Kind: "",
    },
  },
  ServiceCheck: {
    names: { PortLabel: "port", TaskName: "task" },
    silent: {
      Name: "",
      Type: "",
      Command: "",
      Path: "",
      Protocol: "",
      PortLabel: "",
      Expose: false,
      AddressMode: "",
      Advertise: "",
      Interval: 0,
      Timeout: 0,
      InitialStatus: "",
      Notes: "",
      TLSServerName: "",
      TLSSkipVerify: false,
      Method: "",
      GRPCService: "",
      GRPCUseTLS: false,
      TaskName: "",
      SuccessBeforePassing: 0,
      FailuresBeforeCritical: 0,
      FailuresBeforeWarning: 0,
      Body: "",
      OnUpdate: "",
    },
  },
  CheckRestart: { silent: { Limit: 0, IgnoreWarnings: false } },
  WorkloadIdentity: {
    names: { Audience: "aud" },
    silent: {
      Name: "",
      ChangeMode: "",
      ChangeSignal: "",
      Env: false,
      File: false,
      Filepath: "",
      ServiceName: "",
      TTL: 0,
    },
  },
  ScalingPolicy: {
    hidden: ["ID", "CreateIndex", "ModifyIndex", "Target"],
    silent: { Type: "", ...policyZeros },
    assumed: { Type: "horizontal" },
    required: ["max"],
  },
  Task: {
    names: {
      RestartPolicy: "restart",
      LogConfig: "logs",
      Constraints: "constraint",
      Affinities: "affinity",
      Services: "service",
      Templates: "template",
      Artifacts: "artifact",
      VolumeMounts: "volume_mount",
      CSIPluginConfig: "csi_plugin",
      Secrets: "secret",
      Actions: "action",
      Identities: "identity",
      ScalingPolicies: "scaling",
    },
    hidden: ["Identity"],
    label: "Name",
    silent: { Driver: "", User: "", Leader: false, ShutdownDelay: 0, KillSignal: "", Kind: "" },
  },
  Resources: {
    names: {
      MemoryMB: "memory",
      MemoryMaxMB: "memory_max",
      SecretsMB: "secrets",
      DiskMB: "disk",
      Networks: "network",
      Devices: "device",
    },
  },
  RequestedDevice: { names: { Constraints: "constraint", Affinities: "affinity" }, label: "Name" },
  LogConfig: { names: { MaxFileSizeMB: "max_file_size" } },
  TaskLifecycle: { silent: { Hook: "", Sidecar: false }, required: ["hook"] },
  Template: {
    names: {
      SourcePath: "source",
      DestPath: "destination",
      EmbeddedTmpl: "data",
      LeftDelim: "left_delimiter",
      RightDelim: "right_delimiter",
      Envvars: "env",
      ErrMissingKey: "error_on_missing_key",
    },
    assumed: { ChangeMode: "restart", Splay: 5_000_000_000, Perms: "0644", ErrMissingKey: false },
  },
  ChangeScript: { silent: { FailOnError: false, RunOnFirstRender: false } },
  TaskArtifact: {
    names: {
      GetterSource: "source",
      GetterOptions: "options",
      GetterHeaders: "headers",
      GetterMode: "mode",
      GetterInsecure: "insecure",
      RelativeDest: "destination",
    },
    silent: { Chown: false },
  },
  Vault: {
    silent: { Role: "", Cluster: "" },
    assumed: { Env: true, DisableFile: false, ChangeMode: "restart" },
  },
  Consul: { silent: { Namespace: "", Cluster: "", Partition: "" } },
  Action: { label: "Name", silent: { Command: "" } },
  Secret: { label: "Name" },
  DispatchPayloadConfig: { silent: { File: "" } },
};
