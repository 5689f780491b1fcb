import { aclBootstrap } from "./acl/bootstrap.js";
import { aclPolicyApply, aclPolicyDelete, aclPolicyInfo, aclPolicyList } from "./acl/policies.js";
import {
  aclTokenCreate,
  aclTokenDelete,
  aclTokenInfo,
  aclTokenList,
  aclTokenSelf,
  aclTokenUpdate,
} from "./acl/tokens.js";
import { agentInfo } from "./agentInfo.js";
import type { Command } from "./definition.js";
import { recommendationCommands, sentinelCommands } from "./enterprise/governance.js";
import { licenseGet } from "./enterprise/license.js";
import { quotaCommands } from "./enterprise/quota.js";
import { namespaceApply } from "./namespace/apply.js";
import { namespaceDelete } from "./namespace/delete.js";
import { namespaceInspect, namespaceList, namespaceStatus } from "./namespace/show.js";
import { nodeDrain } from "./node/drain.js";
import { nodeEligibility } from "./node/eligibility.js";
import { nodeMetaApply, nodeMetaRead } from "./node/meta.js";
import { nodeStatus } from "./node/status.js";
import { nodePoolApply } from "./nodePool/apply.js";
import { nodePoolJobs, nodePoolNodes } from "./nodePool/contents.js";
import { nodePoolDelete } from "./nodePool/delete.js";
import { nodePoolInit } from "./nodePool/init.js";
import { nodePoolInfo, nodePoolList } from "./nodePool/show.js";
import { operatorApi } from "./operator/api.js";
import { autopilotGetConfig, autopilotHealth, autopilotSetConfig } from "./operator/autopilot.js";
import { raftListPeers, raftRemovePeer, raftTransferLeadership } from "./operator/raft.js";
import { schedulerGetConfig, schedulerSetConfig } from "./operator/scheduler.js";
import { serverMembers } from "./server/members.js";
import { serverForceLeave, serverJoin } from "./server/membership.js";
import { serviceDelete } from "./service/delete.js";
import { serviceInfo, serviceList } from "./service/show.js";
import { pluginStatus } from "./storage/pluginStatus.js";
import { volumeStatus } from "./storage/volumeStatus.js";
import { varGet, varList } from "./variable/show.js";
import { varPurge, varPut } from "./variable/write.js";

/** The commands about what jobs run on, and about the cluster as a whole. */
export const clusterCommands: readonly Command[] = [
  aclBootstrap,
  aclPolicyApply,
  aclPolicyDelete,
  aclPolicyInfo,
  aclPolicyList,
  aclTokenCreate,
  aclTokenDelete,
  aclTokenInfo,
  aclTokenList,
  aclTokenSelf,
  aclTokenUpdate,
  agentInfo,
  autopilotGetConfig,
  autopilotHealth,
  autopilotSetConfig,
  licenseGet,
  namespaceApply,
  namespaceDelete,
  namespaceInspect,
  namespaceList,
  namespaceStatus,
  nodeDrain,
  nodeEligibility,
  nodeMetaApply,
  nodeMetaRead,
  nodePoolApply,
  nodePoolDelete,
  nodePoolInfo,
  nodePoolInit,
  nodePoolJobs,
  nodePoolList,
  nodePoolNodes,
  nodeStatus,
  operatorApi,
  pluginStatus,
  ...quotaCommands,
  raftListPeers,
  raftRemovePeer,
  raftTransferLeadership,
  ...recommendationCommands,
  schedulerGetConfig,
  schedulerSetConfig,
  ...sentinelCommands,
  serverForceLeave,
  serverJoin,
  serverMembers,
  serviceDelete,
  serviceInfo,
  serviceList,
  varGet,
  varList,
  varPurge,
  varPut,
  volumeStatus,
];
