/** What a status page says, by task group, without IDs and times. */
export interface StatusPage {
  /** Status and description of the latest deployment. */
  readonly deployment: string;
  /** Queued, starting, running, failed, complete, lost. */
  readonly summary: Readonly<Record<string, string>>;
  /** Promoted, desired, canaries, placed, healthy, unhealthy. */
  readonly deployed: Readonly<Record<string, string>>;
  /** How many rows of each kind there are: group, version, desired, status. */
  readonly allocations: Readonly<Record<string, number>>;
}

/** Reads what `nomad job status` prints, in either style. */
export function readStatusPage(output: string): StatusPage {
  const sections = new Map(
    output.split("\n\n").map((section) => {
      const [title = "", ...lines] = section.trimEnd().split("\n");
      return [title, lines];
    }),
  );
  const rowsOf = (title: string) => tableRows(sections.get(title) ?? []);
  const attributes = new Map(
    (sections.get("Latest Deployment") ?? []).map((line) => line.split(/\s+= /)).map(([k, v]) => [k, v]),
  );
  return {
    deployment: `${attributes.get("Status")}: ${attributes.get("Description")}`,
    summary: byGroup(rowsOf("Summary"), ["Queued", "Starting", "Running", "Failed", "Complete", "Lost"]),
    deployed: byGroup(rowsOf("Deployed"), ["Promoted", "Desired", "Canaries", "Placed", "Healthy", "Unhealthy"]),
    allocations: counted(
      rowsOf("Allocations").map((row) => cells(row, ["Task Group", "Version", "Desired", "Status"])),
    ),
  };
}

type Row = ReadonlyMap<string, string>;

function tableRows(lines: readonly string[]): readonly Row[] {
  const [header = "", ...rest] = lines;
  const columns = header.split(/\s{2,}/);
  return rest.map((line) => new Map(line.split(/\s{2,}/).map((cell, at) => [columns[at] ?? "", cell])));
}

function cells(row: Row, columns: readonly string[]): string {
  return columns.map((column) => row.get(column) ?? "none").join(" ");
}

function byGroup(rows: readonly Row[], columns: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map((row) => [row.get("Task Group") ?? "none", cells(row, columns)]));
}

function counted(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const text of [...texts].sort()) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}
