const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The ID of a launched or dispatched job: its last part. */
export const childPart = /\/(periodic|dispatch)-[^ /]+$/;

/** Replaces what differs from run to run in a text: IDs, delays with jitter, names of children. FORMAT.md. */
export function scrub(text: string): string {
  return sortedRefusals(text.replace(uuid, "<id>"))
    .replace(/(periodic-\d+|dispatch-\d+-[0-9a-f]{8})/g, "<child>")
    .replace(/conflicting job modify index: \d+/g, "conflicting job modify index: <index>")
    .replace(/Task restarting in \S+/g, "Task restarting in <delay>");
}

/** The lines of a refused promotion come in no particular order. */
function sortedRefusals(text: string): string {
  if (!text.includes("healthy allocations\n")) return text;
  const [head = "", ...lines] = text.replace(/\n+$/, "").split("\n");
  return `${[head, ...lines.sort()].join("\n")}\n\n`;
}
