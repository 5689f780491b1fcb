import type { ApiAllocation } from "../../api/objects/allocation.js";
import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { idLength } from "../text/shortId.js";
import { findAllocation } from "./findAllocation.js";

/** What is said of a single character by the commands that act on an allocation. Spec 06 §3.2. */
export const tooShort = "Alloc ID must contain at least two characters.";

/** The whole allocation that the beginning of an ID means. */
export async function readFound(invocation: Invocation, argument: string, isVerbose: boolean): Promise<ApiAllocation> {
  const { api, query } = invocation;
  const stub = await findAllocation(invocation, argument, idLength(isVerbose), tooShort);
  const own = { ...query, namespace: stub.Namespace };
  return (await orFail("Error querying allocation", api.readAllocation(stub.ID, own))).value;
}

/** The tasks of an allocation's group, in the order of the job. */
export function taskNames({ Job, TaskGroup }: ApiAllocation): readonly string[] {
  const group = Job?.TaskGroups.find(({ Name }) => Name === TaskGroup);
  return (group?.Tasks ?? []).map(({ Name }) => Name);
}

/**
 * The name of a task, if the allocation has it; an empty one means no task in particular.
 *
 * @throws {CommandFailure} for another one, with those that there are.
 */
export function checkedTask(allocation: ApiAllocation, name: string): string {
  const names = taskNames(allocation);
  if (name === "" || names.includes(name)) return name;
  throw new CommandFailure(`Could not find task named: ${name}, found:\n${names.join("\n")}`);
}
