import { parseJson } from "../../../src/api/json.js";
import { formatJson } from "../../../src/cli/text/json.js";
import type { ComparisonRule } from "./recordedCase.js";

/** Lines whose order is left to chance in Nomad: a run of neighbours of one kind is compared as a set. */
const anyOrder: readonly RegExp[] = [
  /^ {4}\S+: Allocation "[^"]*" (created|modified|status changed): /,
  /^\s*\* Class "[^"]*": /,
  /^\s*\* Class "[^"]*" exhausted/,
  /^\s*\* Constraint "/,
  /^\s*\* Dimension "/,
  /^\s*\* No nodes are available in datacenter/,
];

/** A text as the recordings' rules compare it (FORMAT.md, "Comparison rules"). */
export function comparable(text: string, rule: ComparisonRule): string {
  if (rule === "json") return canonicalJson(text);
  return withStreamsApart(withSortedItems(withSortedRuns(withSortedContexts(text))));
}

/** Lines of the drain monitor about the node; those about allocations are a stream of their own. */
const aboutTheNode = /^\S+: (?:Drain complete for node |Node "[^"]*" drain updated: )/;

/** The drain monitor's two streams, each in its order. */
function withStreamsApart(text: string): string {
  const lines = text.split("\n");
  if (!lines.some((line) => aboutTheNode.test(line))) return text;
  return [...lines.filter((line) => !aboutTheNode.test(line)), ...lines.filter((line) => aboutTheNode.test(line))].join(
    "\n",
  );
}

/** `k=v,k=v` at the end of a row. */
function withSortedItems(text: string): string {
  return text.replace(/\S+=\S*(?:,\S+=\S*)+$/gm, (items) => items.split(",").sort().join(","));
}

function canonicalJson(text: string): string {
  try {
    return `${formatJson(parseJson(text))}\n`;
  } catch {
    return text;
  }
}

function withSortedContexts(text: string): string {
  if (!text.startsWith("Multiple matches found for id ")) return text;
  const [head = "", ...blocks] = text.trimEnd().split("\n\n");
  return `${[head, ...blocks.sort()].join("\n\n")}\n`;
}

function withSortedRuns(text: string): string {
  const lines = text.split("\n");
  const sorted: string[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] ?? "";
    const kind = anyOrder.find((pattern) => pattern.test(line));
    let end = i + 1;
    if (kind !== undefined) while (end < lines.length && kind.test(lines[end] ?? "")) end += 1;
    sorted.push(...lines.slice(i, end).sort());
    i = end;
  }
  return sorted.join("\n");
}
