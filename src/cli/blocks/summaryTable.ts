import type { ApiJobSummary } from "../../api/objects/job.js";
import type { Style } from "../styles/style.js";
import { formatList } from "../text/columns.js";

/** How many allocations of each group are in which state. Spec 06 §6.1 step 4. */
export function summaryTable({ Summary }: ApiJobSummary, { summaryColumns }: Style): string {
  const rows = Object.entries(Summary ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([group, counts]) => [group, ...summaryColumns.map((column) => String(counts[column]))].join("|"));
  return formatList([["Task Group", ...summaryColumns].join("|"), ...rows]);
}
