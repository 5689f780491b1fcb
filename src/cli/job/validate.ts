import type { JsonObject } from "../../api/json.js";
import type { JobValidation } from "../../api/nomadApi/jobValidation.js";
import type { NomadApi } from "../../api/nomadApi.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, passInterruption } from "../failure.js";
import { text } from "../flags.js";
import { jobFileFlags, queryOfJob, readJobFile, withNamespaces } from "./jobFile.js";
import { showWarnings } from "./warnings.js";

const noClient = 255;

/** `nomad job validate`: says what is wrong with the job of a file. Spec 06 §6.5, 05 §7.7. */
export const jobValidate = defineCommand({
  path: "job validate",
  synopsis: "job validate [options] <path>",
  about: "Say what is wrong with the job of a file.",
  usage: ["This command takes one argument: <path>"],
  flags: {
    ...jobFileFlags,
    "vault-namespace": text("The namespace of Vault that the job is to use."),
  },
  async run(invocation, { flags, args }) {
    const [path] = args;
    if (path === undefined || args.length > 1) return invocation.reportUsage();
    const { ui } = invocation;
    const { job } = await readJobFile(invocation.context, path, flags);
    const validation = await validate(invocation, withNamespaces(job, { vault: flags["vault-namespace"] }));
    if (!validation.DriverConfigValidated) {
      const sentence = "Driver configuration not validated since connection to Nomad agent couldn't be established.";
      ui.output(ui.colourise(`[bold][yellow]${sentence}[reset]\n`));
    }
    if (validation.Error !== "") {
      ui.error(ui.colourise("[bold][red]Job validation errors:[reset]"));
      ui.error(validation.Error);
      return 1;
    }
    showWarnings(ui, validation.Warnings);
    ui.output(ui.colourise("[bold][green]Job validation successful[reset]"));
    return 0;
  },
});

/** The servers know more, but a job can be looked at without them: whatever they refuse to say, it is looked at here. */
async function validate(invocation: Invocation, job: JsonObject): Promise<JobValidation> {
  const api = clientOf(invocation);
  try {
    return await api.validateJob(job, queryOfJob(job, invocation.query));
  } catch (error) {
    passInterruption(error);
    return validateHere(job);
  }
}

function clientOf(invocation: Invocation): NomadApi {
  try {
    return invocation.api;
  } catch (error) {
    if (error instanceof CommandFailure) throw new CommandFailure(error.message, noClient);
    throw error;
  }
}

async function validateHere(job: JsonObject): Promise<JobValidation> {
  const { validateAlone } = await import("../../jobspec/admission.js");
  const { problemList } = await import("../../jobspec/validate/problems.js");
  const validation = validateAlone(job);
  const problems = validation.ok ? validation.problems : [validation.message];
  return {
    DriverConfigValidated: false,
    ValidationErrors: problems,
    Error: problems.length === 0 ? "" : problemList(problems),
    Warnings: validation.ok ? validation.warnings : "",
  };
}
