import { httpApi } from "../../../src/api/http.js";
import { runNomad } from "../../../src/cli/command.js";
import { hashicorpWords } from "../../../src/syntaxWords.js";
import { comparable } from "../cli/comparison.js";
import type { Json } from "../json.js";
import type { PlanCluster } from "./cluster.js";
import type { CliAnswer, CliMode, PlanCase, PlannedFile } from "./recording.js";

const modeFlags: Readonly<Record<CliMode, readonly string[]>> = {
  default: [],
  verbose: ["-verbose"],
  nodiff: ["-diff=false"],
};

/** `nomad job plan` in one of the recorded modes. */
export function planOnCommandLine(cluster: PlanCluster, plan: PlannedFile, mode: CliMode): Promise<Written> {
  return run(cluster, plan, ["job", "plan", ...modeFlags[mode], ...(plan.flags ?? [])]);
}

/**
 * The job of a planned file as `nomad job run -output` prints it.
 *
 * @throws {Error} for a file that cannot be read.
 */
export async function plannedJob(cluster: PlanCluster, plan: PlannedFile): Promise<Json> {
  const { exit, stdout, stderr } = await run(cluster, plan, [
    "job",
    "run",
    "-output",
    ...readingFlags(plan.flags ?? []),
  ]);
  if (exit !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly Job: Json }).Job;
}

/** The flags that say how a file is read; the others say how a plan is shown. */
function readingFlags(flags: readonly string[]): readonly string[] {
  return flags.filter((flag, place) => {
    const ofPlan = /^--?(diff|json-output|t|verbose)(=|$)/.test(flag);
    return !ofPlan && !/^--?t$/.test(flags[place - 1] ?? "");
  });
}

type Written = Required<CliAnswer>;

/** A command about a planned file against the agent of a cluster. */
async function run(cluster: PlanCluster, plan: PlannedFile, command: readonly string[]): Promise<Written> {
  const entry = plan.entry ?? "job.nomad.hcl";
  const files: Readonly<Record<string, string>> = { ...plan.files, [entry]: plan.job };
  const written = { stdout: "", stderr: "" };
  const exit = await runNomad([...command, entry], {
    api: httpApi("http://127.0.0.1:4646", cluster.client.fetch),
    style: "current",
    terminal: {
      write: (stream, text) => {
        written[stream] += text;
      },
      isTty: false,
      columns: 80,
      rows: 24,
      readLine: async () => undefined,
    },
    clock: { now: () => BigInt(cluster.world.now) * 1_000_000n, sleep: async () => undefined },
    environment: {},
    files: {
      read: async (path) => {
        const text = files[path];
        if (text === undefined) throw new Error(`stat ${path}: no such file or directory`);
        return text;
      },
    },
    pins: {},
    hints: true,
    syntaxWords: hashicorpWords,
  });
  return { exit, ...written };
}

/** How two runs differ, in words. FORMAT.md, "How to compare". */
export function commandLineDifferences(
  expected: CliAnswer,
  actual: Written,
  recorded: PlanCase,
  where: string,
): readonly string[] {
  const streams = ["stdout", "stderr"] as const;
  return [
    ...(expected.exit === actual.exit ? [] : [`${where}.exit: expected ${expected.exit}, found ${actual.exit}`]),
    ...streams.flatMap((stream) =>
      textDifferences(
        compared(expected[stream] ?? "", recorded),
        compared(scrubbed(actual[stream]), recorded),
        `${where}.${stream}`,
      ),
    ),
  ];
}

/** What the recording replaces in a text. */
function scrubbed(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<uuid>")
    .replace(/^[0-9a-f]{8}(?= )/gm, "<short>")
    .replace(/(Job Modify Index: |-check-index )\d+/g, "$1<index>")
    .replace(/(launch would be at )\S+ \([^)]*\)/g, "$1<time> (<duration>)");
}

/** In the order in which they can be compared. */
function compared(text: string, { luck, ties }: PlanCase): readonly string[] {
  const lines = comparable(text, "exact").split("\n");
  const stable = luck === undefined ? lines : lines.filter((line) => !/^ {4}\* /.test(line));
  return ties ? [...stable].sort() : stable;
}

/** The first line that differs. */
function textDifferences(expected: readonly string[], actual: readonly string[], where: string): readonly string[] {
  for (let line = 0; line < Math.max(expected.length, actual.length); line++) {
    if (expected[line] === actual[line]) continue;
    const [want, have] = [expected[line], actual[line]].map((text) => JSON.stringify(text) ?? "nothing");
    return [`${where}, line ${line + 1}: expected ${want}, found ${have}`];
  }
  return [];
}
