import type { Simulator } from "../cluster/simulator.js";
import { entriesWithPrefix } from "../model/table.js";

/** What a `coalmine` command inside a session answers. */
export interface FaultAnswer {
  readonly text: string;
  readonly exitCode: number;
}

const usage = "coalmine alloc fail [-task=NAME] [-exit=CODE] ALLOCATION";

/**
 * The faults, as commands: `coalmine alloc fail 091377e5` ends all running tasks of an allocation with exit code 1; `-task`
 * picks one, `-exit` another code. DESIGN, "Documents that run".
 */
export function runFault(simulator: Simulator, words: readonly string[]): FaultAnswer {
  if (words[0] !== "alloc" || words[1] !== "fail") {
    return failure(`There is no fault "coalmine ${words.join(" ")}". Known: ${usage}`);
  }
  const flags = new Map<string, string>();
  const rest: string[] = [];
  for (const word of words.slice(2)) {
    const match = /^--?(task|exit)=(.*)$/s.exec(word);
    if (match === null) rest.push(word);
    else flags.set(match[1] ?? "", match[2] ?? "");
  }
  const exitCode = Number(flags.get("exit") ?? "1");
  const [prefix] = rest;
  if (prefix === undefined || rest.length > 1 || prefix.startsWith("-")) return failure(`Usage: ${usage}`);
  if (!Number.isInteger(exitCode) || exitCode < 0 || exitCode > 255) return failure("An exit code is a number from 0 to 255.");
  return failTasks(simulator, prefix, flags.get("task"), exitCode);
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
