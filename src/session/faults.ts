import type { Simulator } from "../cluster/simulator.js";
import type { OutsideAction } from "../model/action.js";
import { entriesWithPrefix } from "../model/table.js";

/** What a `coalmine` command inside a session answers. */
export interface FaultAnswer {
  readonly text: string;
  readonly exitCode: number;
}

const usage = {
  allocFail: "coalmine alloc fail [-task=NAME] [-exit=CODE] ALLOCATION",
  nodeDown: "coalmine node down [-tasks=die] NODE",
  nodeUp: "coalmine node up NODE",
} as const;

/**
 * The faults, as commands: `coalmine alloc fail 091377e5` ends all running tasks of an allocation with exit code 1; `-task`
 * picks one, `-exit` another code. `coalmine node down client-2` cuts a client off from the servers, with `-tasks=die` its
 * machine dies; `coalmine node up client-2` brings it back. DESIGN, "Documents that run".
 */
export function runFault(simulator: Simulator, words: readonly string[]): FaultAnswer {
  const { flags, rest } = parseWords(words.slice(2));
  switch (words.slice(0, 2).join(" ")) {
    case "alloc fail":
      return allocFail(simulator, flags, rest);
    case "node down":
      return nodeDown(simulator, flags, rest);
    case "node up":
      return nodeUp(simulator, flags, rest);
    default:
      return failure(`There is no fault "coalmine ${words.join(" ")}". Known: ${Object.values(usage).join("; ")}`);
  }
}

interface Words {
  readonly flags: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

function parseWords(words: readonly string[]): Words {
  const flags = new Map<string, string>();
  const rest: string[] = [];
  for (const word of words) {
    const match = /^--?([a-z]+)=(.*)$/s.exec(word);
    if (match === null) rest.push(word);
    else flags.set(match[1] ?? "", match[2] ?? "");
  }
  return { flags, rest };
}

/** The one argument of a fault; undefined when there is none, more than one, or a flag that is not known. */
function onlyArgument({ flags, rest }: Words, known: readonly string[]): string | undefined {
  const [argument] = rest;
  const strange = [...flags.keys()].some((flag) => !known.includes(flag));
  return rest.length !== 1 || strange || argument?.startsWith("-") ? undefined : argument;
}

function allocFail(simulator: Simulator, flags: Words["flags"], rest: Words["rest"]): FaultAnswer {
  const prefix = onlyArgument({ flags, rest }, ["task", "exit"]);
  if (prefix === undefined) return failure(`Usage: ${usage.allocFail}`);
  const exitCode = Number(flags.get("exit") ?? "1");
  if (!Number.isInteger(exitCode) || exitCode < 0 || exitCode > 255)
    return failure("An exit code is a number from 0 to 255.");
  return failTasks(simulator, prefix, flags.get("task"), exitCode);
}

function nodeDown(simulator: Simulator, flags: Words["flags"], rest: Words["rest"]): FaultAnswer {
  const called = onlyArgument({ flags, rest }, ["tasks"]);
  const tasks = flags.get("tasks");
  if (called === undefined || (tasks !== undefined && tasks !== "die")) return failure(`Usage: ${usage.nodeDown}`);
  return onNode(simulator, called, (nodeId) => ({ kind: "cut-off-node", nodeId, tasksDie: tasks === "die" }));
}

function nodeUp(simulator: Simulator, flags: Words["flags"], rest: Words["rest"]): FaultAnswer {
  const called = onlyArgument({ flags, rest }, []);
  if (called === undefined) return failure(`Usage: ${usage.nodeUp}`);
  return onNode(simulator, called, (nodeId) => ({ kind: "reconnect-node", nodeId }));
}

/** A node is called by its name or by the beginning of its ID. */
function onNode(simulator: Simulator, called: string, fault: (nodeId: string) => OutsideAction): FaultAnswer {
  const found = simulator.world.nodes
    .valuesArray()
    .filter((node) => node.name === called || node.id.startsWith(called));
  const [node] = found;
  if (node === undefined) return failure(`No node is called "${called}".`);
  if (found.length > 1) return failure(`Several nodes are called "${called}".`);
  const result = simulator.request(fault(node.id));
  return result.ok ? { text: "", exitCode: 0 } : failure(`${result.message}.`);
}

function failTasks(simulator: Simulator, prefix: string, task: string | undefined, exitCode: number): FaultAnswer {
  const found = entriesWithPrefix(simulator.world.allocations, prefix, 2);
  const [allocationId] = found[0] ?? [];
  if (allocationId === undefined) return failure(`No allocation starts with "${prefix}".`);
  if (found.length > 1) return failure(`Several allocations start with "${prefix}".`);
  const result = simulator.request({ kind: "fail-tasks", allocationId, task, exitCode });
  return result.ok ? { text: "", exitCode: 0 } : failure(`${result.message}.`);
}

function failure(text: string): FaultAnswer {
  return { text: `${text}\n`, exitCode: 1 };
}
