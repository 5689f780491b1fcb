import { type JsonObject, JsonSyntaxError, parseJson } from "../../api/json.js";
import type { Query } from "../../api/nomadApi.js";
import type { CommandContext } from "../context.js";
import { CommandFailure, describeError } from "../failure.js";
import { list, toggle } from "../flags.js";
import { readInput } from "../input.js";
import { quote } from "../text/quote.js";

/** A job in API form, with what is kept as its submission. */
export interface ReadJob {
  readonly job: JsonObject;
  readonly submission: JsonObject | null;
}

/** The flags of all commands that read a job file. */
export const jobFileFlags = {
  json: toggle("The file holds JSON, not HCL."),
  "hcl2-strict": toggle("Refuse variables that the file does not declare.", true),
  var: list("A variable as name=value; may be given several times."),
  "var-file": list("A file of variables; may be given several times."),
} as const;

interface JobFileWishes {
  readonly json: boolean;
  readonly "hcl2-strict": boolean;
  readonly var: readonly string[];
  readonly "var-file": readonly string[];
}

/**
 * Reads the job of a file, or of standard input for `-`. Spec 06 §6.3 steps 1 and 2.
 *
 * @throws {CommandFailure}
 */
export async function readJobFile(context: CommandContext, path: string, wishes: JobFileWishes): Promise<ReadJob> {
  if (wishes.json && (wishes.var.length > 0 || wishes["var-file"].length > 0)) {
    throw new CommandFailure("Invalid job options: cannot use variables with JSON files.");
  }
  try {
    const source = path === "-" ? await readInput(context.terminal) : await readSource(context, path);
    return wishes.json ? await readJsonJob(source) : await readHclJob(context, path, source, wishes);
  } catch (error) {
    throw new CommandFailure(`Error getting job struct: ${describeError(error)}`);
  }
}

/** The job with the namespaces of other programs that only flags can name. Spec 05 §3.1. */
export function withNamespaces(
  job: JsonObject,
  { vault, consul = "" }: { readonly vault: string; readonly consul?: string },
): JsonObject {
  return {
    ...job,
    ...(vault === "" ? {} : { VaultNamespace: vault }),
    ...(consul === "" ? {} : { ConsulNamespace: consul }),
  };
}

/** The job's own region and namespace count more than the flags. */
export function queryOfJob(job: JsonObject, query: Query): Query {
  return {
    region: typeof job.Region === "string" && job.Region !== "" ? job.Region : query.region,
    namespace: typeof job.Namespace === "string" && job.Namespace !== "" ? job.Namespace : query.namespace,
  };
}

async function readSource({ files }: CommandContext, path: string): Promise<string> {
  try {
    return await files.read(path);
  } catch (error) {
    throw new Error(`Error getting jobfile from ${quote(path)}: source path error: ${describeError(error)}`);
  }
}

/** The reader is more than all commands together, and few of them read a job file: it is loaded with the first one. */
async function readHclJob(
  context: CommandContext,
  path: string,
  source: string,
  wishes: JobFileWishes,
): Promise<ReadJob> {
  const { parseJobFile } = await import("../../jobspec/hcl/parseJobFile.js");
  const { randomNumbers } = await import("../../jobspec/hcl/functions/randomNumbers.js");
  const refuse = (message: string): never => {
    throw new Error(`Error parsing job file from ${path}:\n${message}`);
  };
  const files = await Promise.all(
    wishes["var-file"].map(async (name) => {
      const text = await readVariables(context, name, refuse);
      return { name, text, what: "var file" as const };
    }),
  );
  const parsed = await parseJobFile(
    {
      file: { name: path === "-" ? "stdin" : baseName(path), text: source },
      variableFiles: files,
      variables: wishes.var,
      environment: context.environment,
      isStrict: wishes["hcl2-strict"],
      functions: {
        random: randomNumbers(String(context.clock.now())),
        ...(context.functionFiles === undefined ? {} : { files: context.functionFiles }),
      },
    },
    context.syntaxWords,
  );
  if (!parsed.ok) return refuse(parsed.message);
  const { flags, content } = parsed.submitted;
  const submission = { Source: source, Format: "hcl2", VariableFlags: flags, Variables: content };
  return { job: parsed.job, submission };
}

async function readVariables(
  { files }: CommandContext,
  path: string,
  refuse: (message: string) => never,
): Promise<string> {
  try {
    return await files.read(path);
  } catch (error) {
    const reason = describeError(error).split(": ").at(-1) ?? "";
    return refuse(
      `unable to parse var file: <nil>: Failed to read file; failed to read ${quote(path)}: open ${path}: ${reason}`,
    );
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The job stands alone, or as the member `Job` of a request. */
async function readJsonJob(Source: string): Promise<ReadJob> {
  const { apiForm } = await import("../../jobspec/apiForm.js");
  const document = parseDocument(Source);
  const form = apiForm(document);
  if (!form.ok) throw new Error(`Failed to parse JSON job: ${form.message}`);
  return { job: form.job, submission: { Source, Format: "json", VariableFlags: null, Variables: "" } };
}

function parseDocument(source: string): JsonObject {
  try {
    const value = parseJson(source);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new Error(`Failed to parse JSON job: ${source.trim() === "" ? "EOF" : error.message}`);
  }
  throw new Error("Failed to parse JSON job: json: cannot unmarshal value into Go value of type api.Job");
}
