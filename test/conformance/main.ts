import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Area } from "./area.js";
import { printReport } from "./report.js";

/**
 * `npm run conformance -- AREA [--cases DIR] [--only NAME] [--explain]`: replays recordings of a real Nomad and compares.
 * An area is a folder beside this file whose `area.ts` exports an {@link Area}.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cases: { type: "string" }, only: { type: "string" }, explain: { type: "boolean", default: false } },
  });
  const [name] = positionals;
  const location = name === undefined ? undefined : new URL(`./${name}/area.ts`, import.meta.url);
  if (location === undefined || !existsSync(location)) {
    process.stderr.write("usage: conformance AREA [--cases DIR] [--only NAME] [--explain]\n");
    return 2;
  }
  const { area } = (await import(location.href)) as { readonly area: Area };
  const reports = await area.run({ folder: values.cases, only: values.only });
  return printReport(reports, values.explain, (text) => process.stdout.write(text)) ? 0 : 1;
}

process.exitCode = await main();
