import type { ApiAllocation } from "../../api/objects/allocation.js";
import type { Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { findJob } from "../find/findJob.js";
import { quote } from "../text/quote.js";
import { idLength as lengthOfIds, shortId } from "../text/shortId.js";
import { checkedTask, readFound, taskNames } from "./task.js";

/** What a command that looks into an allocation is told. */
export interface TargetWishes {
  /** The argument is a job. */
  readonly job: boolean;
  readonly verbose: boolean;
}

/** The allocation that the argument means: itself, or with `-job` one of the job's. */
export async function targetAllocation(
  invocation: Invocation,
  argument: string,
  { job, verbose }: TargetWishes,
): Promise<ApiAllocation> {
  return readFound(invocation, job ? await allocationOfJob(invocation, argument) : argument, verbose);
}

/** Nomad takes any that runs; here it is the newest. */
async function allocationOfJob(invocation: Invocation, argument: string): Promise<string> {
  const { id, query } = await findJob(invocation, argument);
  const stubs = await orFail("Error fetching allocations", invocation.lists.jobAllocations(id, false, query));
  const chosen = stubs.find(({ ClientStatus }) => ClientStatus === "running") ?? stubs[0];
  if (chosen === undefined) {
    throw new CommandFailure(`Error fetching allocations: job ${quote(id)} doesn't exist or it has no allocations`);
  }
  return chosen.ID;
}

/**
 * The task that is meant: the one that was named, or the only one.
 *
 * @throws {CommandFailure}
 */
export function targetTask(allocation: ApiAllocation, named: string, isVerbose: boolean): string {
  const names = taskNames(allocation);
  const [only, ...others] = names;
  try {
    if (named !== "") return checkedTask(allocation, named);
  } catch (error) {
    if (error instanceof CommandFailure) throw new CommandFailure(`Failed to validate task: ${error.message}`);
    throw error;
  }
  if (only !== undefined && others.length === 0) return only;
  const id = quote(shortId(allocation.ID, lengthOfIds(isVerbose)));
  const choice = names.map((name) => `  * ${name}\n`).join("");
  throw new CommandFailure(
    `Failed to validate task: Allocation ${id} is running the following tasks:\n${choice}\nPlease specify the task.`,
  );
}

/** What is said where the first argument is missing. */
export function missingTarget({ job }: Pick<TargetWishes, "job">): readonly string[] {
  return [job ? "A job ID is required" : "An allocation ID is required"];
}
