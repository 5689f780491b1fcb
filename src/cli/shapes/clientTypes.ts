import type { ClientType } from "../text/json.js";

const float: ClientType = { isFloat: true };
const floats: ClientType = { entries: float };

const port: ClientType = { added: { HostNetwork: "", IgnoreCollision: false, To: 0, Value: 0 } };

const network: ClientType = {
  added: {
    CIDR: "",
    CNI: null,
    DNS: null,
    Device: "",
    DynamicPorts: null,
    Hostname: "",
    IP: "",
    MBits: null,
    Mode: "",
    ReservedPorts: null,
  },
  members: { DynamicPorts: { entries: port }, ReservedPorts: { entries: port } },
};

const networks: ClientType = { entries: network };

const service: ClientType = {
  added: { CheckRestart: null },
  dropped: ["Namespace"],
  members: { Checks: { entries: { added: { Advertise: "" } } } },
};

const task: ClientType = {
  dropped: ["CSIPluginConfig"],
  members: {
    Config: { isFree: true },
    LogConfig: { added: { Enabled: null } },
    Resources: { members: { Networks: networks } },
    Services: { entries: service },
  },
};

/** A job. Spec 06 §2.7. */
export const jobType: ClientType = {
  added: { Migrate: null, Reschedule: null },
  members: {
    TaskGroups: {
      entries: {
        members: {
          Networks: networks,
          Services: { entries: service },
          Tasks: { entries: task },
          Scaling: { members: { Policy: { isFree: true } } },
        },
      },
    },
  },
};

/** A row of the list of jobs. */
export const jobListType: ClientType = { dropped: ["Multiregion", "NodePool"] };

/** A deployment. */
export const deploymentType: ClientType = {
  dropped: ["EvalPriority"],
  members: { TaskGroups: { entries: { dropped: ["AutoPromote"] } } },
};

const taskStates: ClientType = {
  entries: { dropped: ["Paused"], members: { Events: { entries: { added: { DiskSize: 0 } } } } },
};

/** A row of a list of allocations. */
export const allocationListType: ClientType = {
  dropped: ["DesiredTransition"],
  members: { TaskStates: taskStates },
};

const metrics: ClientType = {
  members: { Scores: floats, ScoreMetaData: { entries: { members: { NormScore: float, Scores: floats } } } },
};

const resources: ClientType = { members: { Networks: networks } };

/** An allocation; the members that the server leaves out are there. */
export const allocationType: ClientType = {
  added: {
    AllocatedResources: null,
    ClientDescription: "",
    ClientStatus: "",
    CreateIndex: 0,
    CreateTime: 0,
    DeploymentID: "",
    DeploymentStatus: null,
    DesiredDescription: "",
    DesiredStatus: "",
    DesiredTransition: {},
    FollowupEvalID: "",
    Metrics: null,
    ModifyIndex: 0,
    ModifyTime: 0,
    NetworkStatus: null,
    NextAllocation: "",
    NodeName: "",
    PreemptedAllocations: null,
    PreemptedByAllocation: "",
    PreviousAllocation: "",
    RescheduleTracker: null,
    Resources: null,
    Services: null,
    TaskResources: null,
    TaskStates: null,
  },
  dropped: ["SharedResources", "SigningKeyID"],
  members: {
    AllocatedResources: {
      dropped: ["TaskLifecycles"],
      members: {
        Shared: {
          members: { Networks: networks, Ports: { entries: { added: { To: 0 }, dropped: ["IgnoreCollision"] } } },
        },
        Tasks: { entries: { members: { Cpu: { dropped: ["ReservedCores"] }, Networks: networks } } },
      },
    },
    DesiredTransition: {
      added: {
        ForceReschedule: null,
        Migrate: null,
        MigrateDisablePlacement: null,
        NoShutdownDelay: null,
        Reschedule: null,
      },
    },
    Job: jobType,
    Metrics: metrics,
    Resources: resources,
    TaskResources: { entries: resources },
    TaskStates: taskStates,
  },
};

/** What a check of an allocation says. */
export const checkType: ClientType = { added: { StatusCode: 0, Task: "" } };

/** A row of the list of scaling policies, and a whole one. */
export const scalingPolicyListType: ClientType = {};
export const scalingPolicyType: ClientType = { added: { Namespace: "" }, members: { Policy: { isFree: true } } };

/** An evaluation; the members that the server leaves out are there. */
export const evaluationType: ClientType = {
  added: {
    AnnotatePlan: false,
    BlockedEval: "",
    ClassEligibility: null,
    DeploymentID: "",
    EscapedComputedClass: false,
    FailedTGAllocs: null,
    JobModifyIndex: 0,
    MissingNonNodeResources: null,
    NextEval: "",
    NodeID: "",
    NodeModifyIndex: 0,
    PlanAnnotations: null,
    PreviousEval: "",
    QueuedAllocations: null,
    QuotaLimitReached: "",
    RelatedEvals: null,
    SnapshotIndex: 0,
    StatusDescription: "",
    Wait: 0,
    WaitUntil: null,
  },
  members: {
    FailedTGAllocs: { entries: metrics },
    PlanAnnotations: { members: { PreemptedAllocs: { entries: allocationListType } } },
  },
};

/** The answer of a plan. */
export const planType: ClientType = {
  dropped: ["Index"],
  members: {
    Annotations: { members: { PreemptedAllocs: { entries: allocationListType } } },
    CreatedEvals: { entries: evaluationType },
    FailedTGAllocs: { entries: metrics },
  },
};

/** What `job status -json` prints of a job. */
export const jobOverviewType: ClientType = {
  members: {
    Allocations: { entries: allocationListType },
    Evaluations: { entries: evaluationType },
    LatestDeployment: deploymentType,
  },
};

/** A node. */
export const nodeType: ClientType = {
  added: { Reserved: null, Resources: null },
  dropped: ["ComputedClass", "IdentitySigningKeyID", "LastAllocUpdateIndex", "LastMissedHeartbeatIndex", "SecretID"],
  members: {
    NodeResources: { dropped: ["NodeNetworks", "Processors"], members: { Networks: networks } },
    ReservedResources: { members: { Cpu: { dropped: ["ReservedCpuCores"] } } },
  },
};

/** A row of the list of nodes. */
export const nodeListType: ClientType = { dropped: ["HostVolumes"] };
