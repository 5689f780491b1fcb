import type { JsonObject } from "../../api/json.js";
import type { PlanResponse } from "../../api/objects/plan.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text, toggle } from "../flags.js";
import { formattedOutput } from "../formattedOutput.js";
import { planType } from "../shapes/clientTypes.js";
import type { Style } from "../styles/style.js";
import { quote } from "../text/quote.js";
import { formatDiff } from "./diffText.js";
import { dryRunText } from "./dryRunText.js";
import { jobFileFlags, queryOfJob, readJobFile } from "./jobFile.js";
import { preemptionTable } from "./preemptionTable.js";
import { showWarnings } from "./warnings.js";

/** `nomad job plan`: what a registration would lead to, without one. Spec 06 §6.4, 05 §12. */
export const jobPlan = defineCommand({
  path: "job plan",
  synopsis: "job plan [options] <path>",
  about: "Show what registering the job of a file would lead to.",
  usage: ["This command takes one argument: <path>"],
  flags: {
    ...jobFileFlags,
    diff: toggle("Also how the job differs from the registered one.", true),
    "json-output": toggle("Print the whole answer as JSON."),
    t: text("Print the answer by a Go template."),
    "policy-override": toggle("Read for compatibility."),
    "vault-namespace": text("The Vault namespace of the job."),
    verbose: toggle("The difference down to what is new or gone as a whole."),
  },
  flagsOf2017: ["diff", "policy-override", "verbose"],
  failureExit: 255,
  async run(invocation, { flags, given, args }) {
    const [path] = args;
    if (path === undefined || args.length > 1) return invocation.reportUsage();
    if (flags["json-output"] && flags.t !== "") {
      throw new CommandFailure("Both -json-output and -t formatting are not allowed");
    }
    const { job: ofFile } = await readJobFile(invocation.context, path, flags);
    const vaultNamespace = flags["vault-namespace"];
    const job = vaultNamespace === "" ? ofFile : { ...ofFile, VaultNamespace: vaultNamespace };
    const request = { Job: job, Diff: true, PolicyOverride: flags["policy-override"] };
    const plan = await orFail(
      "Error during plan",
      invocation.api.planJob(String(job.ID ?? ""), request, queryOfJob(job, invocation.query)),
    );
    const formatted = formattedOutput({ json: flags["json-output"], t: flags.t });
    const namespace = given.has("namespace") ? invocation.query.namespace : undefined;
    if (formatted === undefined) showPlan(invocation, job, plan, { ...flags, namespace }, path);
    else invocation.ui.output(formatted(plan, planType));
    return exitCode(plan, invocation.style);
  },
});

interface PlanWishes {
  readonly diff: boolean;
  readonly verbose: boolean;
  readonly var: readonly string[];
  readonly "var-file": readonly string[];
  /** Of the flag; the variable counts for the command to come as well. */
  readonly namespace: string | undefined;
  readonly "hcl2-strict": boolean;
}

/** The flags with which the file has to be read once more. */
function repeatedArguments(flags: PlanWishes): readonly string[] {
  return [
    ...flags.var.map((variable) => `-var=${quote(variable)}`),
    ...flags["var-file"].map((path) => `-var-file=${quote(path)}`),
    ...(flags.namespace === undefined ? [] : [`-namespace=${quote(flags.namespace)}`]),
    ...(flags["hcl2-strict"] ? [] : ["-hcl2-strict=false"]),
  ];
}

/** The whole text. Spec 05 §12.3. */
function showPlan(invocation: Invocation, job: JsonObject, plan: PlanResponse, flags: PlanWishes, path: string): void {
  const { ui, style } = invocation;
  if (flags.diff && plan.Diff !== null) {
    ui.output(`${ui.colourise(formatDiff(plan.Diff, flags.verbose).trim())}\n`);
  }
  ui.output(ui.colourise("[bold]Scheduler dry-run:[reset]"));
  ui.output(ui.colourise(dryRunText(invocation, job, plan)));
  ui.output("");
  showWarnings(ui, plan.Warnings);
  const preempted = plan.Annotations?.PreemptedAllocs ?? [];
  if (style.plan.showsPreemptions && preempted.length > 0) {
    ui.output(ui.colourise("[bold][yellow]Preemptions:\n[reset]"));
    ui.output(preemptionTable(preempted));
  }
  ui.output(
    ui.colourise(
      submissionHint(plan.JobModifyIndex, style, [...(style.plan.repeatsFlags ? repeatedArguments(flags) : []), path]),
    ),
  );
}

function submissionHint(index: number, { plan }: Style, runArguments: readonly string[]): string {
  return `[reset][bold]Job Modify Index: ${index}[reset]
To submit the job with version verification run:

${plan.runCommand} -check-index ${index} ${runArguments.join(" ")}

When running the job with the check-index flag, the job will only be run if the
${plan.indexSentence} If the index has
changed, another user has modified the job and the plan's results are
potentially invalid.`;
}

/** 1 when allocations would be created or destroyed. An update in place does neither. Spec 05 §12.3. */
function exitCode({ Diff, Annotations }: PlanResponse, { plan }: Style): number {
  if (plan.noDiffMeansNoChange && Diff?.Type === "None") return 0;
  const changes = Object.values(Annotations?.DesiredTGUpdates ?? {}).some(
    ({ Stop, Place, Migrate, DestructiveUpdate, Canary }) =>
      [Stop, Place, Migrate, DestructiveUpdate, Canary].some((count) => count > 0),
  );
  return changes ? 1 : 0;
}
