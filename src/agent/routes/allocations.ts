import { evaluated } from "../../api/build/answers.js";
import { ApiError } from "../../api/nomadApi.js";
import type { AllocationListStub } from "../../api/objects/allocation.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Handler, Reply, Route } from "../call.js";
import { byMethod } from "../call.js";
import { byCreateIndex, byText, pageOf } from "../listPage.js";
import { readFlag } from "../queryParameters.js";
import { restartAllocation, signalAllocation } from "./clientAllocations.js";

/** `/v1/allocations`, `/v1/allocation/…` and what the clients do with them. Spec 07 §1 rule 5, §10.2, §15. */
export const allocationRoutes: readonly Route[] = [
  { path: "/v1/allocations", handle: byMethod({ GET: listAllocations }) },
  { path: "/v1/allocation/*", handle: ofAllocation },
  { path: "/v1/client/allocation/*", handle: ofClient },
];

function listAllocations(call: Call): Promise<Reply> {
  const { namespace, prefix, filter } = call.query;
  const withStates = readFlag(call.parameters, "task_states") ?? true;
  const order = prefix === undefined ? byCreateIndex<AllocationListStub>() : byText<AllocationListStub>(({ ID }) => ID);
  return answerRead(call, { tables: ["allocations"] }, async () => {
    const page = pageOf(await call.agent.api.listAllocations({ namespace, prefix, filter }), call.query, order);
    return withStates ? page : { ...page, value: page.value.map((stub) => ({ ...stub, TaskStates: null })) };
  });
}

const allocationHandlers: Readonly<Record<string, Handler>> = {
  "": byMethod({ GET: readAllocation }),
  stop: byMethod({ write: stopAllocation }),
  services: byMethod({ GET: listServices }),
};

function ofAllocation(call: Call): Reply | Promise<Reply> {
  const [allocationId = "", word = "", ...more] = call.rest.split("/");
  const handle = more.length === 0 ? allocationHandlers[word] : undefined;
  if (handle === undefined) throw new ApiError(404, "resource not found");
  return handle({ ...call, rest: allocationId });
}

const clientHandlers: Readonly<Record<string, Handler>> = {
  checks: byMethod({ GET: readChecks }),
  restart: byMethod({ write: restartAllocation }),
  signal: byMethod({ write: signalAllocation }),
};

function ofClient(call: Call): Reply | Promise<Reply> {
  const [allocationId = "", word = "", ...more] = call.rest.split("/");
  const handle = more.length === 0 ? clientHandlers[word] : undefined;
  if (handle === undefined) throw new ApiError(404, "resource not found");
  return handle({ ...call, rest: allocationId });
}

function readAllocation(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["allocations"] }, () => call.agent.api.readAllocation(call.rest));
}

function stopAllocation(call: Call): Reply {
  const done = call.agent.perform({
    kind: "stop-allocation",
    allocationId: call.rest,
    noShutdownDelay: readFlag(call.parameters, "no_shutdown_delay") ?? false,
    reschedule: readFlag(call.parameters, "reschedule") ?? false,
  });
  const { EvalID, Index } = evaluated(done);
  return { kind: "write", value: { EvalID, Index }, index: Index };
}

/** Services of Nomad's own discovery are not simulated: a known allocation has none. */
function listServices(call: Call): Reply {
  const { world } = call.agent;
  if (!world.allocations.has(call.rest)) throw new ApiError(404, "allocation not found");
  return { kind: "read", value: [], index: world.index };
}

/** `null`: the client runs no checks of Nomad's own (spec 07 §15). */
async function readChecks(call: Call): Promise<Reply> {
  if (!call.agent.world.allocations.has(call.rest)) throw new ApiError(404, `Unknown allocation "${call.rest}"`);
  return { kind: "bare", value: await call.agent.api.readAllocationChecks(call.rest) };
}
