/**
 * The members of the API's types in the order in which Nomad's command line writes them, by the names of this folder's tables.
 * Taken from recorded requests and outputs (test/conformance/cli); `connect` and what no recording shows is left out.
 */
const orders: Readonly<Record<string, string>> = {
  Job: "Region Namespace ID Name Type Priority AllAtOnce Datacenters NodePool Constraints Affinities TaskGroups Update Multiregion Spreads Periodic ParameterizedJob Reschedule Migrate Meta UI Stop ParentID Dispatched DispatchIdempotencyToken Payload ConsulNamespace VaultNamespace NomadTokenID Status StatusDescription Stable Version SubmitTime CreateIndex ModifyIndex JobModifyIndex VersionTag",
  JobUIConfig: "Description Links",
  JobUILink: "Label URL",
  Multiregion: "Strategy Regions",
  MultiregionStrategy: "MaxParallel OnFailure",
  MultiregionRegion: "Name Count Datacenters NodePool Meta",
  PeriodicConfig: "Enabled Spec Specs SpecType ProhibitOverlap TimeZone",
  ParameterizedJobConfig: "Payload MetaRequired MetaOptional",
  TaskGroup:
    "Name Count Constraints Affinities Tasks Spreads Volumes RestartPolicy Disconnect ReschedulePolicy EphemeralDisk Update Migrate Networks Meta Services ShutdownDelay MaxRunDuration StopAfterClientDisconnect MaxClientDisconnect Scaling Consul PreventRescheduleOnLost",
  UpdateStrategy:
    "Stagger MaxParallel HealthCheck MinHealthyTime HealthyDeadline ProgressDeadline Canary AutoRevert AutoPromote",
  MigrateStrategy: "MaxParallel HealthCheck MinHealthyTime HealthyDeadline",
  RestartPolicy: "Interval Attempts Delay Mode RenderTemplates",
  ReschedulePolicy: "Attempts Interval Delay DelayFunction MaxDelay Unlimited",
  DisconnectStrategy: "LostAfter StopOnClientAfter Replace Reconcile",
  EphemeralDisk: "Sticky Migrate SizeMB",
  VolumeRequest: "Name Type Source ReadOnly Sticky AccessMode AttachmentMode MountOptions PerAlloc",
  CSIMountOptions: "FSType MountFlags",
  Constraint: "LTarget RTarget Operand",
  Affinity: "LTarget RTarget Operand Weight",
  Spread: "Attribute Weight SpreadTarget",
  SpreadTarget: "Value Percent",
  NetworkResource: "Mode Device CIDR IP DNS ReservedPorts DynamicPorts Hostname MBits CNI",
  DNSConfig: "Servers Searches Options",
  CNIConfig: "Args",
  Port: "Label Value To HostNetwork IgnoreCollision",
  ScalingPolicy: "Min Max Policy Enabled Type ID Namespace Target CreateIndex ModifyIndex",
  Service:
    "Name Tags CanaryTags EnableTagOverride PortLabel AddressMode Address Checks CheckRestart Connect Meta CanaryMeta TaggedAddresses TaskName OnUpdate Identity Weights Provider Cluster Kind",
  ServiceCheck:
    "Name Type Command Args Path Protocol PortLabel Expose AddressMode Advertise Interval Timeout InitialStatus Notes TLSServerName TLSSkipVerify Header Method CheckRestart GRPCService GRPCUseTLS TaskName SuccessBeforePassing FailuresBeforeCritical FailuresBeforeWarning Body OnUpdate",
  CheckRestart: "Limit Grace IgnoreWarnings",
  WorkloadIdentity: "Name Audience ChangeMode ChangeSignal Env File Filepath ServiceName TTL ExtraClaims",
  Task: "Name Driver User Lifecycle Config Constraints Affinities Env Services Resources RestartPolicy Meta KillTimeout LogConfig Artifacts Vault Consul Templates DispatchPayload VolumeMounts Leader ShutdownDelay KillSignal Kind ScalingPolicies Secrets Identity Identities Actions Schedule",
  TaskLifecycle: "Hook Sidecar",
  Resources: "CPU Cores MemoryMB MemoryMaxMB DiskMB Networks Devices NUMA SecretsMB IOPS",
  RequestedDevice: "Name Count Constraints Affinities",
  NUMAResource: "Affinity Devices",
  LogConfig: "MaxFiles MaxFileSizeMB Enabled Disabled",
  TaskArtifact: "GetterSource GetterOptions GetterHeaders GetterMode GetterInsecure RelativeDest Chown",
  Template:
    "SourcePath DestPath EmbeddedTmpl ChangeMode ChangeScript ChangeSignal Once Splay Perms Uid Gid LeftDelim RightDelim Envvars VaultGrace Wait ErrMissingKey",
  ChangeScript: "Command Args Timeout FailOnError RunOnFirstRender",
  WaitConfig: "Min Max",
  Vault: "Policies Role Namespace Cluster Env DisableFile ChangeMode ChangeSignal AllowTokenExpiration",
  Consul: "Namespace Cluster Partition",
  Action: "Name Command Args",
  Secret: "Name Provider Path Config Env",
  VolumeMount: "Volume Destination ReadOnly PropagationMode SELinuxLabel",
  DispatchPayloadConfig: "File",
  TaskSchedule: "Cron",
  TaskScheduleCron: "Start End Timezone",
};

const lists = new Map(Object.entries(orders).map(([type, names]) => [type, names.split(" ")]));

/** The names of a type's members in their order; undefined for a type that no recording shows. */
export function memberOrder(goType: string): readonly string[] | undefined {
  return lists.get(goType);
}
