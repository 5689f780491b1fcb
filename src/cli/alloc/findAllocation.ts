import type { AllocationListStub } from "../../api/objects/allocation.js";
import type { Invocation } from "../definition.js";
import { findByUuid } from "../find/findByUuid.js";

/**
 * The allocation that the beginning of an ID means. Spec 06 §3.2.
 *
 * @param tooShort What is said of a single character.
 */
export function findAllocation(
  invocation: Invocation,
  argument: string,
  idLength: number,
  tooShort: string,
): Promise<AllocationListStub> {
  const { style } = invocation;
  return findByUuid(invocation, argument, {
    tooShort,
    phrase: "Error querying allocation",
    notFound: (prefix) => `No allocation(s) with prefix or id ${prefix} found`,
    list: ({ lists, query }, prefix) => lists.allocations({ ...query, prefix }),
    table: (stubs) => style.allocationTable(stubs, { isVerbose: false, idLength, now: invocation.now() }),
    plural: "allocations",
  });
}
