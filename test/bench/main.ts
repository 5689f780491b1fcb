import { benchCli } from "./cli.js";
import { benchCluster } from "./cluster.js";
import { benchJobspec } from "./jobspec.js";
import { benchScheduler } from "./scheduler.js";
import { benchShell } from "./shell.js";

/** One figure: what it is called in `docs/performance.md`, and its value. */
export type Figures = Readonly<Record<string, number>>;

/** Measures one area and tells about it line by line. */
export type Area = (tell: (line: string) => void) => Promise<Figures>;

const areas: Readonly<Record<string, Area>> = {
  cli: benchCli,
  cluster: benchCluster,
  scheduler: benchScheduler,
  jobspec: benchJobspec,
  shell: benchShell,
};

/** `npm run -s bench -- [AREA] [--json]`: with `--json` the last line is one object of figure names and numbers. */
async function main(words: readonly string[]): Promise<number> {
  const json = words.includes("--json");
  const names = words.filter((word) => !word.startsWith("-"));
  const unknown = names.find((name) => areas[name] === undefined);
  if (unknown !== undefined) {
    console.error(`There is no area "${unknown}"; there are ${Object.keys(areas).join(", ")}.`);
    return 1;
  }
  const figures: Record<string, number> = {};
  for (const name of names.length > 0 ? names : Object.keys(areas)) {
    const area = areas[name];
    if (area === undefined) continue;
    console.log(`${name}:`);
    Object.assign(figures, await area((line) => console.log(`  ${line}`)));
  }
  if (json) console.log(JSON.stringify(figures));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
