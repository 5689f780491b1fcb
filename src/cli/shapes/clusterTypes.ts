import type { ClientType } from "../text/json.js";

/** A namespace. Spec 06 §2.7. */
export const namespaceType: ClientType = { dropped: ["Hash"], goName: "*api.Namespace" };

/** A node pool as templates see it. */
export const nodePoolType: ClientType = { dropped: ["Hash"], goName: "*api.NodePool" };

/** The answer with the scheduler's configuration: when it was asked for is known to the client alone. */
export const schedulerConfigurationType: ClientType = {
  added: { LastIndex: 0, RequestTime: 0 },
  dropped: ["Index"],
  goName: "*api.SchedulerConfigurationResponse",
};

/** What an agent says of itself; its configuration is free-form. */
export const agentType: ClientType = { members: { config: { isFree: true } } };
