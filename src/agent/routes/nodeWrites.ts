import { fromNanoseconds } from "../../api/objects/nanoseconds.js";
import type { Done } from "../../model/step.js";
import type { Call, Reply } from "../call.js";
import { readMembers } from "../call.js";

/** `PUT /v1/node/:id/drain`: without a specification the drain ends. Spec 07 §11. */
export function drainNode(call: Call): Reply {
  const members = readMembers(call);
  const specification = members.object("DrainSpec");
  const drain =
    specification === undefined
      ? undefined
      : {
          deadlineMs: fromNanoseconds(specification.nanoseconds("Deadline") ?? 0n),
          ignoreSystemJobs: specification.flag("IgnoreSystemJobs") ?? false,
        };
  const done = call.agent.perform({
    kind: "drain-node",
    nodeId: members.text("NodeID") || call.rest,
    drain,
    markEligible: members.flag("MarkEligible") ?? false,
    meta: members.textMap("Meta"),
  });
  return answer(done);
}

/** `PUT /v1/node/:id/eligibility`: the body's node beats the one of the path. */
export function setEligibility(call: Call): Reply {
  const members = readMembers(call);
  const nodeId = members.text("NodeID") || call.rest;
  const eligibility = members.text("Eligibility") ?? "";
  return answer(call.agent.perform({ kind: "set-node-eligibility", nodeId, eligibility }));
}

/** `PUT /v1/node/:id/evaluate`: every job with allocations there is looked at. */
export function evaluateNode(call: Call): Reply {
  return answer(call.agent.perform({ kind: "evaluate-node", nodeId: call.rest }));
}

/** `PUT /v1/node/:id/purge`: the servers forget the node. */
export function purgeNode(call: Call): Reply {
  return answer(call.agent.perform({ kind: "purge-node", nodeId: call.rest }));
}

/** `GET /v1/client/metadata?node_id=`. */
export async function readMetadata(call: Call): Promise<Reply> {
  const nodeId = call.parameters.get("node_id") ?? "";
  return { kind: "bare", value: await call.agent.api.readNodeMetadata(nodeId) };
}

/** `POST /v1/client/metadata`: the body's node beats the one of the query. */
export async function applyMetadata(call: Call): Promise<Reply> {
  const members = readMembers(call);
  const nodeId = members.text("NodeID") || (call.parameters.get("node_id") ?? "");
  const meta = members.optionalTextMap("Meta") ?? {};
  return { kind: "bare", value: await call.agent.api.applyNodeMetadata(nodeId, meta) };
}

function answer(done: Done): Reply {
  const index = done.index ?? 0;
  const value = {
    NodeModifyIndex: done.nodeModifyIndex ?? 0,
    EvalIDs: done.evaluationIds ?? null,
    EvalCreateIndex: done.evalCreateIndex ?? 0,
    HeartbeatTTL: 0,
    Index: index,
  };
  return { kind: "write", value, index };
}
