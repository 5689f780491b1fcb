import { updated } from "../../api/build/answers.js";
import { ApiError } from "../../api/nomadApi.js";
import type { ApiDeployment } from "../../api/objects/deployment.js";
import type { Done } from "../../model/step.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Handler, Reply, Route } from "../call.js";
import { byMethod, readMembers } from "../call.js";
import { byCreateIndex, byText, pageOf } from "../listPage.js";
import type { RequestMembers } from "../requestMembers.js";

/** `/v1/deployments` and `/v1/deployment/…`, where the action stands before the ID. Spec 07 §1 rule 4, §10.1. */
export const deploymentRoutes: readonly Route[] = [
  { path: "/v1/deployments", handle: byMethod({ GET: listDeployments }) },
  {
    path: "/v1/deployment/*",
    handle: (call) => {
      for (const [prefix, handle] of byPrefix) {
        if (call.rest.startsWith(prefix)) return handle({ ...call, rest: call.rest.slice(prefix.length) });
      }
      return byMethod({ GET: readDeployment })(call);
    },
  },
];

const byPrefix: readonly (readonly [string, Handler])[] = [
  ["allocations/", byMethod({ GET: listAllocations })],
  ["fail/", byMethod({ write: failDeployment })],
  ["pause/", byMethod({ write: pauseDeployment })],
  ["promote/", byMethod({ write: promoteDeployment })],
  ["allocation-health/", byMethod({ write: setAllocationHealth })],
  ["unblock/", byMethod({ write: unblockDeployment })],
];

function listDeployments(call: Call): Promise<Reply> {
  const { namespace, prefix, filter } = call.query;
  const order = prefix === undefined ? byCreateIndex<ApiDeployment>() : byText<ApiDeployment>(({ ID }) => ID);
  return answerRead(call, { tables: ["deployments"] }, async () =>
    pageOf(await call.agent.api.listDeployments({ namespace, prefix, filter }), call.query, order),
  );
}

function readDeployment(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["deployments"] }, () => call.agent.api.readDeployment(call.rest));
}

function listAllocations(call: Call): Promise<Reply> {
  return answerRead(call, { tables: ["allocations"] }, () => call.agent.api.listDeploymentAllocations(call.rest));
}

/** The body is not looked at. */
function failDeployment(call: Call): Reply {
  return answer(call.agent.perform({ kind: "fail-deployment", deploymentId: call.rest }));
}

function pauseDeployment(call: Call): Reply {
  const members = namedDeployment(call);
  const pause = members.flag("Pause") ?? false;
  return answer(call.agent.perform({ kind: "pause-deployment", deploymentId: call.rest, pause }));
}

function promoteDeployment(call: Call): Reply {
  const members = namedDeployment(call);
  const groups = members.flag("All") === true ? "all" : members.texts("Groups");
  return answer(call.agent.perform({ kind: "promote-deployment", deploymentId: call.rest, groups }));
}

function setAllocationHealth(call: Call): Reply {
  const members = namedDeployment(call);
  const done = call.agent.perform({
    kind: "set-allocation-health",
    deploymentId: call.rest,
    healthy: members.texts("HealthyAllocationIDs"),
    unhealthy: members.texts("UnhealthyAllocationIDs"),
  });
  return answer(done);
}

function unblockDeployment(call: Call): Reply {
  namedDeployment(call);
  return answer(call.agent.perform({ kind: "unblock-deployment", deploymentId: call.rest }));
}

/** The body names the deployment once more. */
function namedDeployment(call: Call): RequestMembers {
  const members = readMembers(call);
  const named = members.text("DeploymentID") ?? "";
  if (named === "") throw new ApiError(400, "DeploymentID must be specified");
  if (named !== call.rest) throw new ApiError(400, "Deployment ID does not match");
  return members;
}

function answer(done: Done): Reply {
  const value = updated(done);
  return { kind: "write", value, index: value.Index };
}
