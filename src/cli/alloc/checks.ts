import type { AllocationCheck } from "../../api/nomadApi.js";
import { defineCommand, type Invocation } from "../definition.js";
import { orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { checkType } from "../shapes/clientTypes.js";
import { formatList } from "../text/columns.js";
import { idLength } from "../text/shortId.js";
import { findAllocation } from "./findAllocation.js";
import { tooShort } from "./task.js";

/** `nomad alloc checks`: what the checks of Nomad's own service discovery say. Spec 06 §6.7. */
export const allocChecks = defineCommand({
  path: "alloc checks",
  synopsis: "alloc checks [options] <allocation>",
  about: "Show what the checks of an allocation say.",
  usage: ["An allocation ID is required"],
  flags: {
    verbose: toggle("Long IDs."),
    json: toggle("Print JSON."),
    t: text("Print by a Go template."),
  },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, ui, query } = invocation;
    const stub = await findAllocation(invocation, argument, idLength(flags.verbose), tooShort);
    const own = { ...query, namespace: stub.Namespace };
    const checks = await orFail("Error querying allocation checks", api.readAllocationChecks(stub.ID, own));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(checks, { entries: checkType }));
      return 0;
    }
    showChecks(invocation, checks ?? {});
    return 0;
  },
});

function showChecks({ ui, style }: Invocation, checks: Readonly<Record<string, AllocationCheck>>): void {
  const all = Object.entries(checks).sort(([left], [right]) => (left < right ? -1 : 1));
  ui.output(`Status of ${all.length} Nomad Service Checks\n`);
  for (const [id, check] of all) {
    const time = style.formatTimestamp(BigInt(check.Timestamp) * 1_000_000_000n);
    const rows = [
      `ID|=|${id}`,
      `Name|=|${check.Check}`,
      `Group|=|${check.Group}`,
      `Task|=|${check.Task || "(group)"}`,
      `Service|=|${check.Service}`,
      `Status|=|${check.Status}`,
      ...(check.StatusCode ? [`StatusCode|=|${check.StatusCode}`] : []),
      `Mode|=|${check.Mode}`,
      `Timestamp|=|${time}`,
      `Output|=|${check.Output}`,
    ];
    ui.output(`${formatList(rows)}\n`);
  }
}
