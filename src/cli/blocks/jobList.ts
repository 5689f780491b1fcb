import type { JobListStub } from "../../api/objects/job.js";
import type { Style } from "../styles/style.js";
import { formatList } from "../text/columns.js";

/** The table of jobs. Spec 06 §4.1. */
export function jobTable(jobs: readonly JobListStub[], allNamespaces: boolean, style: Style): string {
  const showsNamespaces = allNamespaces && style.showsNamespaces;
  const rows = jobs.map((job) =>
    [
      job.ID,
      ...(showsNamespaces ? [job.JobSummary.Namespace] : []),
      job.Type + (job.Periodic ? "/periodic" : "") + (job.ParameterizedJob ? "/parameterized" : ""),
      String(job.Priority),
      jobStatusText(job),
      style.formatTimestamp(job.SubmitTime),
    ].join("|"),
  );
  return formatList([`ID|${showsNamespaces ? "Namespace|" : ""}Type|Priority|Status|Submit Date`, ...rows]);
}

/** `dead (stopped)` for a job that was stopped by hand. */
export function jobStatusText({ Status, Stop }: { readonly Status: string; readonly Stop: boolean }): string {
  return Stop ? `${Status} (stopped)` : Status;
}
