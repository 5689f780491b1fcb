import type { Ui } from "../ui.js";

/** What the servers remark on a job that they accept. Spec 06 §6.3 step 6. */
export function showWarnings(ui: Ui, warnings: string): void {
  if (warnings !== "") ui.output(ui.colourise(`[bold][yellow]Job Warnings:\n${warnings}[reset]\n`));
}
