import { ApiError } from "../../api/nomadApi.js";
import { toNanoseconds } from "../../api/objects/nanoseconds.js";
import { pending } from "../../cluster/pending.js";
import type { Instant } from "../../model/time.js";
import { parseGoDuration } from "../../model/time.js";
import type { Agent } from "../agent.js";
import { fastest } from "../agentClock.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, notSimulated, readMembers, readOptionalMembers } from "../call.js";
import { readChoice, readReset, refuseStrangers } from "../resetRequest.js";

/** Coalmine's own endpoints: the clock and the faults. Spec 08. */
export const coalmineRoutes: readonly Route[] = [
  { path: "/v1/coalmine/reset", handle: byMethod({ write: reset }) },
  { path: "/v1/coalmine/clock", handle: byMethod({ GET: readClock, write: setClock }) },
  { path: "/v1/coalmine/clock/advance", handle: byMethod({ write: advance }) },
  { path: "/v1/coalmine/node/*", handle: byMethod({ write: switchNode }) },
  { path: "/v1/coalmine/allocation/*", handle: byMethod({ write: strikeTask }) },
];

function reset(call: Call): Reply {
  const start = readReset(readOptionalMembers(call), call.agent.start);
  try {
    call.agent.reset(start);
  } catch (error) {
    throw new ApiError(400, error instanceof Error ? error.message : String(error));
  }
  return readClock(call);
}

function clockObject({ world, clock, nextTimer }: Agent) {
  return {
    Now: toNanoseconds(world.now),
    Mode: clock.mode,
    Speed: clock.speed,
    NextTimer: nextTimer === undefined ? null : toNanoseconds(nextTimer),
    Pending: pending(world).length,
  };
}

function readClock({ agent }: Call): Reply {
  return { kind: "bare", value: clockObject(agent) };
}

function setClock(call: Call): Reply {
  const members = readMembers(call);
  refuseStrangers(members, ["Mode", "Speed"], "The clock");
  const mode = readChoice(members, "Mode", ["manual", "real"] as const) ?? call.agent.clock.mode;
  const speed = members.value("Speed") ?? call.agent.clock.speed;
  if (typeof speed !== "number" || !(speed >= 1 && speed <= fastest)) {
    throw new ApiError(400, `Speed is a number from 1 to ${fastest}.`);
  }
  call.agent.clock.set(mode, speed);
  return readClock(call);
}

/**
 * Virtual time passes up to an instant, from timer to timer. Whoever waits for a change sees each one on the way, before the
 * next comes.
 */
async function advance(call: Call): Promise<Reply> {
  const { agent } = call;
  const until = readUntil(call);
  const before = agent.steps;
  while (agent.world.now < until) {
    const { watched, nextTimer } = agent;
    agent.advanceTo(nextTimer === undefined ? until : Math.min(nextTimer, until));
    if (watched) await agent.wall.breath();
  }
  agent.clock.moved();
  return { kind: "bare", value: { ...clockObject(agent), Steps: agent.steps - before } };
}

function readUntil({ agent, parameters }: Call): Instant {
  const { now } = agent.world;
  const [duration, until, next] = ["duration", "until", "next"].map((name) => parameters.get(name));
  if (duration !== null && duration !== undefined) {
    const length = parseGoDuration(duration);
    if (length === undefined || length < 0) throw new ApiError(400, `"${duration}" is no duration such as 12s.`);
    return now + Math.ceil(length);
  }
  if (until !== null && until !== undefined) {
    if (!/^\d{1,19}$/.test(until)) throw new ApiError(400, `"${until}" is no instant in nanoseconds.`);
    const instant = Number(BigInt(until) / 1_000_000n);
    if (instant < now) throw new ApiError(400, "That instant is over.");
    return instant;
  }
  if (next === "true") return agent.nextTimer ?? now;
  throw new ApiError(400, "An advance needs duration=12s, until=<nanoseconds> or next=true.");
}

/** The fault of a client, by its name. */
function switchNode(call: Call): Reply {
  const match = /^(.+)\/(down|up)$/s.exec(call.rest);
  if (match === null) throw new ApiError(404, "");
  const [, name = "", word = ""] = match;
  const node = call.agent.world.nodes.valuesArray().find((candidate) => candidate.name === name);
  if (node === undefined) throw new ApiError(404, `There is no node called "${name}".`);
  if (word === "up") {
    call.agent.perform({ kind: "reconnect-node", nodeId: node.id });
  } else {
    const tasks = call.parameters.get("tasks");
    if (tasks !== null && tasks !== "die") throw new ApiError(400, `tasks is "die", not "${tasks}".`);
    call.agent.perform({ kind: "cut-off-node", nodeId: node.id, tasksDie: tasks === "die" });
  }
  return readClock(call);
}

/** A running task ends now. */
function strikeTask(call: Call): Reply {
  const match = /^([^/]+)\/task\/([^/]+)$/.exec(call.rest);
  if (match === null) throw new ApiError(404, "");
  const [, allocationId = "", task = ""] = match;
  const members = readMembers(call);
  refuseStrangers(members, ["Exit", "Signal", "OOM", "Check"], "A task's fault");
  if (members.names.length !== 1) throw new ApiError(400, "A task's fault is one of Exit, Signal, OOM, Check.");
  const exitCode = members.integer("Exit");
  if (exitCode === undefined) throw notSimulated(`The fault ${members.names[0]} is`);
  if (exitCode < 0 || exitCode > 255) throw new ApiError(400, "An exit code is a number from 0 to 255.");
  call.agent.perform({ kind: "fail-tasks", allocationId, task, exitCode });
  return readClock(call);
}
